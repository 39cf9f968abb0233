using System.CommandLine.Parsing;
using Prometheus.Core.Options;

namespace Prometheus.Cli.Hosting;

/// <summary>Numeric flags whose kind, range and default are those an options record declares.</summary>
internal static class DeclaredOption
{
    /// <summary>A flag that sets a property of <typeparamref name="TOptions"/>; its default is the record's.</summary>
    /// <param name="property">As <c>nameof</c> gives it.</param>
    /// <param name="flag">With its dashes.</param>
    /// <param name="description">For the help.</param>
    /// <param name="helpName">What stands for the value in the help.</param>
    public static Option<T> Of<TOptions, T>(string property, string flag, string description, string helpName)
    {
        var shape = OptionShape.Of(typeof(TOptions));
        var member = shape.Member(property);
        var option = Of<T>(member, flag, description, helpName);
        if (!member.IsOptional && Nullable.GetUnderlyingType(typeof(T)) is null)
            option.DefaultValueFactory = _ => (T)member.Property.GetValue(shape.Defaults())!;
        return option;
    }

    /// <summary>The same with another default.</summary>
    public static Option<T> Of<TOptions, T>(string property, string flag, string description, string helpName, T otherwise)
    {
        var option = Of<T>(OptionShape.Of(typeof(TOptions)).Member(property), flag, description, helpName);
        option.DefaultValueFactory = _ => otherwise;
        return option;
    }

    /// <summary>A flag without a default that must be given.</summary>
    public static Option<T> Required<TOptions, T>(string property, string flag, string description, string helpName)
    {
        var option = Of<T>(OptionShape.Of(typeof(TOptions)).Member(property), flag, description, helpName);
        option.Required = true;
        return option;
    }

    /// <summary>The record itself, checked before anything is opened. What members say against each other is laid to the flag of the member's name.</summary>
    /// <param name="options">Made from flags.</param>
    /// <param name="flags">Those that are named like a member of the record.</param>
    public static T Checked<T>(T options, params string[] flags)
        where T : notnull
        => OptionRules.Require(options, path => Array.Find(flags, flag => flag == "--" + path.Replace('_', '-')));

    private static Option<T> Of<T>(OptionMember member, string flag, string description, string helpName) => new(flag)
    {
        Description = description,
        HelpName = helpName,
        CustomParser = given => Parse<T>(member, flag, given),
    };

    private static T Parse<T>(OptionMember member, string flag, ArgumentResult given)
    {
        var text = given.Tokens[0].Value;
        if (member.TryRead(text, out var value))
            return (T)value;
        given.AddError($"{flag} {OptionRules.Refusal(member with { IsOptional = false }, text)}");
        return default!;
    }
}

/// <summary>Numbers that only a command asks for: how much it shows or reads, never what a result is made of.</summary>
internal sealed record ViewOptions
{
    /// <summary>Most rows shown, or things written.</summary>
    [Range(1, 1e9)]
    public int Limit { get; init; } = 20;

    /// <summary>Things passed over before the first one.</summary>
    [Range(0, 1e9)]
    public int Offset { get; init; }

    /// <summary>Number of a path in a scenario set.</summary>
    [Range(0, 1e9)]
    public int Path { get; init; }
}
