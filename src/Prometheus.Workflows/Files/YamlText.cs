using Prometheus.Core.Errors;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Prometheus.Workflows.Files;

/// <summary>Reads YAML and says in one sentence where it is none.</summary>
internal static class YamlText
{
    /// <param name="file">As the user named it.</param>
    /// <exception cref="UserError">The text is no YAML.</exception>
    public static YamlStream Load(string yaml, string file)
    {
        var stream = new YamlStream();
        var parser = new Parser(new StringReader(yaml));
        try
        {
            stream.Load(parser);
            return stream;
        }
        catch (YamlException problem)
        {
            throw new UserError($"{file}, line {problem.Start.Line}: this is not YAML: {problem.Message}", problem);
        }
        catch (InvalidOperationException problem)
        {
            // The reader's own way of refusing a list or mapping that never closes.
            throw new UserError($"{file}, line {parser.Current?.End.Line ?? 1}: this is not YAML: what begins here is not closed", problem);
        }
    }
}
