package dev.millrace.metadata.iam.operation;

import com.google.protobuf.Message;
import dev.millrace.internal.iam.v1.SubjectListRequest;
import dev.millrace.internal.iam.v1.Tag;
import dev.millrace.internal.iam.v1.TagListResult;
import dev.millrace.internal.iam.v1.TagRequest;
import dev.millrace.internal.iam.v1.UntagRequest;
import dev.millrace.metadata.catalog.Decision;
import dev.millrace.metadata.catalog.Page;
import dev.millrace.metadata.iam.AccountView;
import dev.millrace.metadata.iam.Tagging;
import dev.millrace.metadata.iam.model.Identity;
import java.util.Map;

/** Tags of users, roles and managed policies. The same for all three. */
final class TagOperations {
    private TagOperations() {}

    static Decision<Identity, Message> tag(AccountView account, Identity tagged, TagRequest request) {
        return change(
                tagged,
                Tagging.add(tagged.naming().tags(), IamMessages.entries(request.getTagsList()), account.quotas()));
    }

    static Decision<Identity, Message> untag(Identity tagged, UntagRequest request) {
        return change(tagged, Tagging.remove(tagged.naming().tags(), request.getTagKeysList()));
    }

    static Decision<Identity, Message> list(Identity tagged, SubjectListRequest request) {
        Page<Tag> page = Page.of(IamMessages.tags(tagged.naming().tags()), Tag::getKey, PageRequests.of(request));
        TagListResult.Builder result =
                TagListResult.newBuilder().addAllTags(page.items()).setIsTruncated(page.isTruncated());
        page.marker().ifPresent(result::setMarker);
        return Decision.unchanged(result.build());
    }

    private static Decision<Identity, Message> change(Identity tagged, Map<String, String> changed) {
        return changed.equals(tagged.naming().tags())
                ? IamOperation.nothing()
                : IamOperation.done(tagged.withNaming(tagged.naming().withTags(changed)));
    }
}
