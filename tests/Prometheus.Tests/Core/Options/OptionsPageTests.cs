using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Prometheus.Backtest.Sleeves;
using Prometheus.Core.Options;
using Prometheus.Testing;
using Prometheus.Tests.Architecture;
using Xunit;

namespace Prometheus.Tests.Core.Options;

/// <summary><c>docs/options.md</c> says what the declarations say.</summary>
public sealed partial class OptionsPageTests
{
    private static readonly Dictionary<string, string> Summaries = Checkout.Assemblies
        .Select(a => Path.ChangeExtension(a.Location, ".xml")).Where(File.Exists)
        .SelectMany(file => XDocument.Load(file).Descendants("member"))
        .Select(m => (Name: m.Attribute("name")!.Value, Summary: m.Element("summary")))
        .Where(m => m.Summary is not null && m.Name.StartsWith("P:Prometheus", StringComparison.Ordinal))
        .ToDictionary(m => m.Name, m => Plain(m.Summary!), StringComparer.Ordinal);

    [Fact]
    public void The_page_of_options_says_what_is_declared() => ApprovedText.Equal("docs/options.md", Page());

    private static string Page()
    {
        var text = new StringBuilder(
            """
            # Options

            Every option with its default and what it may be, as the records declare it; this page is written by a test from the declarations. A value
            outside is refused with the option's path, what is expected, what was found, and the flag or the file and line it stands in. An option that
            may be `off` is missing by default unless the table says otherwise.

            ## Sleeve options

            Said by `--set path=value`, by a flag of its own, or below `options` in an experiment file. Naming a member of a group that is off makes the
            group from its defaults.


            """);
        Table(text, OptionShape.Of(typeof(SleeveOptions)).Leaves());
        text.Append("\nWhat follows from something else is no option, and naming it is refused:\n\n");
        foreach (var (path, member) in OptionShape.Of(typeof(SleeveOptions)).Leaves().Where(l => l.Member.Derived is not null))
            text.Append(CultureInfo.InvariantCulture, $"- `{path}`: {member.Derived!.Instead}\n");

        text.Append("\n## Options of engines and commands\n\nSet by the flags of the commands, or from C#.\n");
        var tree = OptionRulesTests.Below(typeof(SleeveOptions));
        foreach (var record in OptionRulesTests.Records.Where(r => !tree.Contains(r)).OrderBy(r => r.FullName, StringComparer.Ordinal))
        {
            var members = OptionShape.Of(record).Members.Where(m => m.IsNumber || m.Words is not null || m.ElementType.IsEnum).Select(m => (m.Name, m)).ToArray();
            if (members.Length == 0 || record.IsAbstract || record.GetConstructor([]) is null)
                continue;
            text.Append(CultureInfo.InvariantCulture, $"\n### {record.Name}\n\n");
            Table(text, members);
        }

        return text.ToString();
    }

    private static void Table(StringBuilder text, IEnumerable<(string Path, OptionMember Member)> options)
    {
        text.Append("| option | default | may be | what it is |\n|---|---|---|---|\n");
        foreach (var (path, member) in options.Where(o => o.Member.Derived is null))
            text.Append(CultureInfo.InvariantCulture, $"| `{path}` | {DefaultOf(member)} | {member.Expectation} | {SummaryOf(member)} |\n");
    }

    private static string DefaultOf(OptionMember member)
    {
        if (member.Name is "workers")
            return "all cores";
        if (OptionRulesTests.IsRequired(member))
            return "must be given";
        return member.Property.GetValue(OptionShape.Of(member.Property.ReflectedType!).Defaults()) switch
        {
            null => "off",
            "" => "empty",
            string word => word,
            System.Collections.IEnumerable list => string.Join(", ", list.Cast<object>().Select(i => Convert.ToString(i, CultureInfo.InvariantCulture))) is { Length: > 0 } items ? items : "empty",
            Enum word => System.Text.Json.JsonNamingPolicy.SnakeCaseUpper.ConvertName(word.ToString()),
            bool flag => flag ? "true" : "false",
            var value => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        };
    }

    private static string SummaryOf(OptionMember member)
        => Summaries.GetValueOrDefault($"P:{member.Property.DeclaringType!.FullName}.{member.Property.Name}", "").Replace("|", "\\|", StringComparison.Ordinal);

    /// <summary>The text of a doc comment: references by their last name, white space as one blank.</summary>
    private static string Plain(XElement summary)
    {
        foreach (var reference in summary.Descendants().Where(e => e.Name.LocalName is "see" or "paramref").ToArray())
            reference.ReplaceWith(((string?)reference.Attribute("cref") ?? (string?)reference.Attribute("name") ?? "").Split('(')[0].Split('.')[^1]);
        return Blanks().Replace(summary.Value, " ").Trim();
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
