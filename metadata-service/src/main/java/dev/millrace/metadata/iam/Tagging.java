package dev.millrace.metadata.iam;

import dev.millrace.identity.IdentityErrors;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The rules of tags on identities. A key keeps its spelling, but two that differ in upper and lower case only are the same.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/id_tags.html">Tags for IAM resources</a>
 */
public final class Tagging {
    private static final Pattern CHARACTERS = Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*");
    private static final int LONGEST_KEY = 128;
    private static final int LONGEST_VALUE = 256;

    private Tagging() {}

    /** The tags there were, and those given in the place of any of the same key. */
    public static Map<String, String> add(
            Map<String, String> tags, List<Map.Entry<String, String>> given, IdentityQuotas quotas) {
        TreeMap<String, String> changed = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        changed.putAll(tags);
        Set<String> seen = new HashSet<>();
        for (Map.Entry<String, String> tag : given) {
            check(tag);
            if (!seen.add(tag.getKey().toLowerCase(Locale.ROOT))) {
                throw IdentityErrors.invalidInput(
                        "Duplicate tag keys found. Please note that Tag keys are case insensitive.");
            }
            changed.remove(tag.getKey());
            changed.put(tag.getKey(), tag.getValue());
        }
        if (changed.size() > quotas.tags()) {
            throw IdentityErrors.quotaExceeded("TagsPerResource", quotas.tags());
        }
        return changed;
    }

    /** The tags there were, but those of the given keys. */
    public static Map<String, String> remove(Map<String, String> tags, List<String> keys) {
        TreeMap<String, String> changed = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        changed.putAll(tags);
        keys.forEach(changed::remove);
        return changed;
    }

    private static void check(Map.Entry<String, String> tag) {
        if (tag.getKey().isEmpty()
                || tag.getKey().length() > LONGEST_KEY
                || !CHARACTERS.matcher(tag.getKey()).matches()) {
            throw IdentityErrors.constraint(
                    "tags", "a key has 1 to " + LONGEST_KEY + " letters, digits, spaces and _.:/=+-@");
        }
        if (tag.getValue().length() > LONGEST_VALUE
                || !CHARACTERS.matcher(tag.getValue()).matches()) {
            throw IdentityErrors.constraint(
                    "tags", "a value has at most " + LONGEST_VALUE + " letters, digits, spaces and _.:/=+-@");
        }
        if (tag.getKey().regionMatches(true, 0, "aws:", 0, 4)) {
            throw IdentityErrors.invalidInput("Tag keys that begin with aws: are reserved.");
        }
    }
}
