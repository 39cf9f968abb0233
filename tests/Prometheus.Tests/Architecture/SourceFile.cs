namespace Prometheus.Tests.Architecture;

/// <summary>A source file by its path below <c>src</c> (<c>Prometheus.Core/Panels/Panel.cs</c>) and its text.</summary>
internal sealed record SourceFile(string Path, string Text);
