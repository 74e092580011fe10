using YamlDotNet.RepresentationModel;

namespace Spikelihood.Studies.Files.Yaml;

/// <summary>A mapping of which every key is known.</summary>
internal sealed class YamlMapping
{
    private const string MergeKey = "<<";
    private readonly YamlValue _place;
    private readonly Dictionary<string, YamlValue> _entries = [];
    private readonly HashSet<YamlNode> _taken = new(ReferenceEqualityComparer.Instance);

    /// <summary>Checks the keys of <paramref name="place"/> against <paramref name="keys"/>; no keys at all means that any will do.</summary>
    public YamlMapping(YamlValue place, IReadOnlyCollection<string> keys)
    {
        _place = place;
        if (!place.IsMapping)
        {
            var what = place.Path.Length == 0 ? "the file" : place.Name;
            throw place.Error($"{what} must be a mapping of keys to values{(keys.Count == 0 ? "" : $", as in {keys.First()}: ...")}");
        }

        Take((YamlMappingNode)place.Node, keys);
    }

    /// <summary>Where the mapping stands.</summary>
    public YamlValue Place => _place;

    /// <summary>The entries in the file's order.</summary>
    public IEnumerable<KeyValuePair<string, YamlValue>> Entries => _entries;

    /// <summary>The value of a key that has to be there.</summary>
    public YamlValue Required(string key) =>
        Optional(key) ?? throw _place.Error($"the key '{key}' is missing; add {key}: ...");

    /// <summary>The value of a key, or null.</summary>
    public YamlValue? Optional(string key) => _entries.GetValueOrDefault(key);

    private void Take(YamlMappingNode node, IReadOnlyCollection<string> keys)
    {
        // A mapping can be merged twice, or even into itself; once is enough.
        if (!_taken.Add(node))
        {
            return;
        }

        foreach (var (keyNode, child) in node.Children)
        {
            var key = keyNode is YamlScalarNode { Value: { } text } ? text : throw new YamlValue(keyNode, _place.File, _place.Path).Error("a key must be a plain name");
            if (key == MergeKey)
            {
                continue;
            }

            if (keys.Count > 0 && !keys.Contains(key))
            {
                var where = new YamlValue(keyNode, _place.File, _place.Path.Length == 0 ? key : $"{_place.Path}.{key}");
                throw where.Error($"unknown key '{key}'; {NearestName.Hint(key, keys)}");
            }

            _entries.TryAdd(key, _place.Below(key, child));
        }

        Merge(node, keys);
    }

    // `<<: *other` takes over the other mapping's entries; this mapping's own come first.
    private void Merge(YamlMappingNode node, IReadOnlyCollection<string> keys)
    {
        if (!node.Children.TryGetValue(new YamlScalarNode(MergeKey), out var merged))
        {
            return;
        }

        foreach (var other in merged is YamlSequenceNode several ? several.Children : [merged])
        {
            if (other is not YamlMappingNode mapping)
            {
                throw _place.Below(MergeKey, merged).Error("'<<' must name a mapping, as in <<: *excitatory");
            }

            Take(mapping, keys);
        }
    }
}
