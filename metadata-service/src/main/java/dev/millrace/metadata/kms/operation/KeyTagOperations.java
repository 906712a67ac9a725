package dev.millrace.metadata.kms.operation;

import com.google.protobuf.Message;
import dev.millrace.internal.kms.v1.KmsCall;
import dev.millrace.internal.kms.v1.ListRequest;
import dev.millrace.internal.kms.v1.ListResourceTagsResult;
import dev.millrace.internal.kms.v1.Tag;
import dev.millrace.internal.kms.v1.TagRequest;
import dev.millrace.key.KeyErrors;
import dev.millrace.metadata.catalog.Decision;
import dev.millrace.metadata.catalog.Page;
import dev.millrace.metadata.kms.KeyQuotas;
import dev.millrace.metadata.kms.KeyView;
import dev.millrace.metadata.kms.model.KeyEntry;
import dev.millrace.metadata.kms.model.NamedKey;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Tags of keys.
 *
 * @see <a href="https://docs.aws.amazon.com/kms/latest/developerguide/tagging-keys.html">Tagging keys</a>
 */
final class KeyTagOperations {
    private static final Pattern CHARACTERS = Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*");
    private static final int LONGEST_KEY = 128;
    private static final int LONGEST_VALUE = 256;
    private static final int MOST_PER_PAGE = 50;

    Decision<KeyEntry, Message> tag(KeyView view, KmsCall call) {
        TagRequest request = call.getTagResource();
        NamedKey key = key(view, call, request, "TagResource");
        return tagged(key, add(key.traits().tags(), request.getTagsList(), view.quotas()));
    }

    Decision<KeyEntry, Message> untag(KeyView view, KmsCall call) {
        TagRequest request = call.getUntagResource();
        NamedKey key = key(view, call, request, "UntagResource");
        Map<String, String> fewer = new TreeMap<>(key.traits().tags());
        request.getTagKeysList().forEach(fewer::remove);
        return tagged(key, fewer);
    }

    private static Decision<KeyEntry, Message> tagged(NamedKey key, Map<String, String> tags) {
        return KmsOperation.done(key.with(key.traits().withTags(tags)));
    }

    Decision<KeyEntry, Message> list(KeyView view, KmsCall call) {
        ListRequest request = call.getListResourceTags();
        NamedKey key = view.key(
                view.parse(KmsMessages.given("keyId", request.hasKeyId(), request.getKeyId()), call.getAccountId()));
        Page<Tag> page = Page.of(
                KmsMessages.tags(key.traits().tags()),
                Tag::getTagKey,
                KeyPages.of(request, MOST_PER_PAGE, MOST_PER_PAGE));
        ListResourceTagsResult.Builder result =
                ListResourceTagsResult.newBuilder().addAllTags(page.items()).setTruncated(page.isTruncated());
        page.marker().ifPresent(result::setNextMarker);
        return KmsOperation.answer(result.build());
    }

    /** The tags there were, and those given in the place of any of the same key. */
    static Map<String, String> add(Map<String, String> tags, List<Tag> given, KeyQuotas quotas) {
        Map<String, String> changed = new TreeMap<>(tags);
        Set<String> seen = new HashSet<>();
        for (Tag tag : given) {
            check(tag);
            if (!seen.add(tag.getTagKey())) {
                throw KeyErrors.tag("Duplicate tag keys");
            }
            changed.put(tag.getTagKey(), tag.getTagValue());
        }
        if (changed.size() > quotas.tags()) {
            throw KeyErrors.tag("Too many tags: a key has at most " + quotas.tags());
        }
        return changed;
    }

    private static void check(Tag tag) {
        String key = tag.getTagKey();
        if (key.isEmpty()
                || key.length() > LONGEST_KEY
                || !CHARACTERS.matcher(key).matches()) {
            throw KeyErrors.tag("A tag's key has 1 to " + LONGEST_KEY + " letters, digits, spaces and _.:/=+-@");
        }
        if (tag.getTagValue().length() > LONGEST_VALUE
                || !CHARACTERS.matcher(tag.getTagValue()).matches()) {
            throw KeyErrors.tag("A tag's value has at most " + LONGEST_VALUE + " letters, digits, spaces and _.:/=+-@");
        }
        if (key.regionMatches(true, 0, "aws:", 0, "aws:".length())) {
            throw KeyErrors.tag("Tag keys that begin with aws: are reserved.");
        }
    }

    private static NamedKey key(KeyView view, KmsCall call, TagRequest request, String action) {
        String given = KmsMessages.given("keyId", request.hasKeyId(), request.getKeyId());
        return view.lasting(view.parse(given, call.getAccountId()), action);
    }
}
