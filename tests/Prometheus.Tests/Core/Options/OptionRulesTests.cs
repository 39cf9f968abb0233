using System.Globalization;
using System.Reflection;
using Prometheus.Core.Errors;
using Prometheus.Core.Identity;
using Prometheus.Core.Options;
using Prometheus.Embeddings.Numeric;
using Prometheus.States.Regimes;
using Prometheus.States.Stability;
using Prometheus.Tests.Architecture;
using Prometheus.Tests.Workflows.Campaigns;
using Xunit;

namespace Prometheus.Tests.Core.Options;

public sealed class OptionRulesTests
{
    private static readonly string[] Endings = ["Options", "Request", "Question", "Settings"];

    /// <summary>Every options record of every room, by its name or by what it declares, with the records below it.</summary>
    internal static IReadOnlyList<Type> Records { get; } = Closure(
        Checkout.Assemblies.SelectMany(TypeRules.Written).Where(t => t.IsPublic && OptionMember.IsRecord(t)
            && (Endings.Any(e => t.Name.EndsWith(e, StringComparison.Ordinal)) || OptionShape.Of(t).Members.Any(m => m.Range is not null))));

    public static TheoryData<Type> Makeable => [.. Records.Where(t => !t.IsAbstract && t.GetConstructor([]) is not null)];

    [Fact]
    public void Every_number_of_an_options_record_declares_its_range()
    {
        Assert.True(Records.Count >= 61, $"{Records.Count} records");
        Assert.Empty(from record in Records
                     from member in OptionShape.Of(record).Members
                     where member.IsNumber && member.Range is null
                     select $"{record.FullName}.{member.Property.Name} declares no range");
    }

    [Fact]
    public void A_range_stands_at_a_number_and_words_at_a_text()
        => Assert.Empty(from record in Records
                        from member in OptionShape.Of(record).Members
                        where (member.Range is { } range && (!member.IsNumber || !(range.Minimum < range.Maximum)))
                            || (member.Words is not null && member.ElementType != typeof(string))
                        select $"{record.FullName}.{member.Property.Name}");

    [Theory]
    [MemberData(nameof(Makeable))]
    public void Defaults_lie_in_their_ranges(Type record)
    {
        var shape = OptionShape.Of(record);
        var defaults = shape.Defaults();
        foreach (var member in shape.Members.Where(m => (m.IsNumber || m.Words is not null) && !IsRequired(m)))
            Assert.True(member.IsAllowed(member.Property.GetValue(defaults)), $"{record.Name}.{member.Property.Name}");
    }

    [Theory]
    [MemberData(nameof(Makeable))]
    public void A_number_outside_its_range_is_refused_wherever_it_stands(Type record)
    {
        var shape = OptionShape.Of(record);
        foreach (var member in shape.Members.Where(m => m.IsNumber && !m.IsList))
        {
            foreach (var value in Outside(member))
            {
                var options = shape.Defaults();
                FillRequired(shape, options);
                member.Property.SetValue(options, value);

                var message = Assert.Throws<UserError>(() => OptionRules.Require(options, _ => "here")).Message;
                Assert.StartsWith($"here: option '{member.Name}' expects {member.Expectation}, found ", message, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void Path_and_place_lead_to_a_mistake_deep_inside()
    {
        var request = new Outer { Inner = [new Inner(), new Inner { Share = double.NaN }] };

        Assert.Equal(
            "line 7: option 'inner[1].share' expects a number above 0 and at most 1 (fraction), found NaN",
            Assert.Throws<UserError>(() => OptionRules.Require(request, path => path switch { "inner[1]" => "line 7", "" => "elsewhere", _ => null })).Message);
        Assert.Equal(
            "Outer: option 'last' must be at least first 3, found 2",
            Assert.Throws<UserError>(() => OptionRules.Require(new Outer { First = 3, Last = 2 })).Message);
        Assert.Equal(
            "Outer: option 'first' expects a whole number from 0 to 10, found -1",
            Assert.Throws<UserError>(() => OptionRules.Require(new Outer { First = -1, Last = -2 })).Message);
        var fine = new Outer();
        Assert.Same(fine, OptionRules.Require(fine));
    }

    [Fact]
    public void The_words_of_vector_features_are_the_numeric_models()
    {
        var ids = NumericModels.All.Select(NumericModels.BaseIdOf).Order(StringComparer.Ordinal);
        foreach (var record in new[] { typeof(StabilityOptions), typeof(RegimeOptions) })
            Assert.Equal(ids, OptionShape.Of(record).Member("Features").Words!.Words.Order(StringComparer.Ordinal));
    }

    /// <summary>A record with the records below it.</summary>
    internal static IReadOnlyList<Type> Below(Type record) => Closure([record]);

    private static List<Type> Closure(IEnumerable<Type> roots)
    {
        var found = new List<Type>();
        var open = new Queue<Type>(roots);
        while (open.TryDequeue(out var type))
        {
            if (found.Contains(type) || !OptionMember.IsRecord(type) || type.Namespace?.StartsWith("Prometheus", StringComparison.Ordinal) != true)
                continue;
            found.Add(type);
            foreach (var member in OptionShape.Of(type).Members)
                open.Enqueue(member.ElementType);
        }

        return found;
    }

    private static IEnumerable<object> Outside(OptionMember member)
    {
        var values = BadOption.Outside(member.Range!).Select(text => double.Parse(text, CultureInfo.InvariantCulture)).Append(double.NaN);
        if (member.ElementType == typeof(double))
            return values.Select(v => (object)v);
        return values.Where(v => Math.Abs(v) < 1e9).Select(Math.Floor).Where(v => !member.Range!.Holds(v)).Select(v => member.ElementType switch
        {
            var type when type == typeof(int) => (object)(int)v,
            var type when type == typeof(long) => (long)v,
            _ => TimeSpan.FromSeconds(v),
        });
    }

    internal static bool IsRequired(OptionMember member) => member.Property.GetCustomAttribute<System.Runtime.CompilerServices.RequiredMemberAttribute>() is not null;

    private static void FillRequired(OptionShape shape, object options)
    {
        foreach (var member in shape.Members.Where(m => IsRequired(m) && !m.IsAllowed(m.Property.GetValue(options))))
        {
            member.Property.SetValue(options, member.IsNumber ? Convert.ChangeType(member.Range!.Minimum, member.Type, CultureInfo.InvariantCulture)
                : member.Type == typeof(string) ? "x"
                : member.Type == typeof(Uri) ? new Uri("http://localhost")
                : member.IsList && member.Type.IsAbstract ? Array.CreateInstance(member.ElementType, 0)
                : member.IsList ? EquatableListBuilder.Create<string>([])
                : member.Type.GetConstructor([]) is null ? member.Type.GetProperties(BindingFlags.Static | BindingFlags.Public).First(p => p.PropertyType == member.Type).GetValue(null)
                : Activator.CreateInstance(member.Type));
        }
    }

    private sealed record Inner
    {
        [Range(0, 1, ExcludesMinimum = true, Unit = "fraction")]
        public double Share { get; init; } = 0.5;
    }

    private sealed record Outer : IConsistentOptions
    {
        [Range(0, 10)]
        public int First { get; init; } = 1;

        [Range(0, 10)]
        public int Last { get; init; } = 2;

        public IReadOnlyList<Inner> Inner { get; init; } = [];

        public IEnumerable<(string Property, string Says)> Contradictions()
        {
            if (Last < First)
                yield return (nameof(Last), FormattableString.Invariant($"must be at least first {First}, found {Last}"));
        }
    }
}
