namespace Prometheus.IntegrationTests.LookAhead;

/// <summary>The artefacts of one kind on one date.</summary>
/// <param name="Table">Null for a file.</param>
/// <param name="Kind">Name of the table or file and what tells its artefacts apart.</param>
/// <param name="Lines">One an artefact.</param>
internal sealed record ArtefactSet(DerivedTable? Table, string Kind, DateOnly Date, string[] Lines);
