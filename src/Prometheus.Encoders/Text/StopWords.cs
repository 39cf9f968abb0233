using System.Collections.Frozen;

namespace Prometheus.Encoders.Text;

/// <summary>
/// Words that every text of the trade has and that tell none apart: the grammar of English, the furniture of wires and of social posts.
/// Words of direction (up, down, beat, miss, cut) stay: they are what such texts are about.
/// </summary>
public static class StopWords
{
    private static readonly FrozenSet<string> Words = (
        "a about after again against all also am an and any are as at be because been before being between both but by can could did do does doing during each "
        + "few for from further had has have having he her here hers him his how i if in into is it its itself just me more most my no nor not now of on once only "
        + "or other our ours out over own same she should so some such than that the their theirs them then there these they this those through to too under until "
        + "very was we were what when where which while who whom why will with would you your yours d ll m re s t ve didn doesn don isn wasn won "
        + "said says say saying according reported reports report reporting announces announced announcement update updates updated read reads story article "
        + "company companies corp corporation inc ltd plc co llc group holdings holding stock stocks share shares shareholder shareholders market markets "
        + "today yesterday tomorrow week month quarter year monday tuesday wednesday thursday friday saturday sunday "
        + "http https www com html url rt via user at_user amp gt lt quot nbsp 0").Split(' ').ToFrozenSet(StringComparer.Ordinal);

    public static int Count => Words.Count;

    /// <param name="word">As <see cref="Tokenizer.Normalise"/> spells it.</param>
    public static bool Contains(string word) => Words.Contains(word);
}
