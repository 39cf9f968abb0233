using Xunit;

namespace Prometheus.Tests.Architecture;

public sealed class NamespaceRulesTests
{
    [Fact]
    public void No_namespaces_need_each_other() => Assert.Empty(NamespaceRules.Cycles([.. Checkout.SourceFiles()]));

    [Fact]
    public void Namespaces_that_need_each_other_are_named()
        => Assert.Equal(
            ["A.Books needs A.Orders (A/Books/Book.cs), A.Orders needs A.Books (A/Orders/Order.cs)"],
            NamespaceRules.Cycles(
            [
                new SourceFile("A/Books/Book.cs", "using A.Orders;\n\nnamespace A.Books;\n\npublic sealed record Book(Order Last);\n"),
                new SourceFile("A/Orders/Order.cs", "using A.Books;\n\nnamespace A.Orders;\n\npublic sealed record Order(Book Of);\n"),
            ]));

    [Fact]
    public void A_namespace_and_the_one_around_it_are_two()
        => Assert.Equal(
            ["A needs A.Rules (A/Engine.cs), A.Rules needs A (A/Rules/Rule.cs)"],
            NamespaceRules.Cycles(
            [
                new SourceFile("A/Engine.cs", "using A.Rules;\n\nnamespace A;\n\npublic sealed record Engine(Rule First);\n"),
                new SourceFile("A/Rules/Rule.cs", "namespace A.Rules;\n\npublic sealed record Rule(Engine Of);\n"),
            ]));

    [Fact]
    public void A_name_in_a_comment_is_no_need()
        => Assert.Empty(NamespaceRules.Cycles(
        [
            new SourceFile("A/Engine.cs", "using A.Rules;\n\nnamespace A;\n\npublic sealed record Engine(Rule First);\n"),
            new SourceFile("A/Rules/Rule.cs", "namespace A.Rules;\n\n/// <summary>Engine rules.</summary>\npublic sealed record Rule(string Name = \"Engine\");\n"),
        ]));
}
