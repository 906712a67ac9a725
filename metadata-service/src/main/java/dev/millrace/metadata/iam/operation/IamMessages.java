package dev.millrace.metadata.iam.operation;

import com.google.protobuf.Timestamp;
import dev.millrace.identity.IdentityKind;
import dev.millrace.internal.iam.v1.AccessKeyMetadata;
import dev.millrace.internal.iam.v1.PermissionsBoundary;
import dev.millrace.internal.iam.v1.Policy;
import dev.millrace.internal.iam.v1.PolicyVersion;
import dev.millrace.internal.iam.v1.Tag;
import dev.millrace.metadata.iam.AccountView;
import dev.millrace.metadata.iam.model.AccessKey;
import dev.millrace.metadata.iam.model.Group;
import dev.millrace.metadata.iam.model.ManagedPolicy;
import dev.millrace.metadata.iam.model.PolicyHolder;
import dev.millrace.metadata.iam.model.Role;
import dev.millrace.metadata.iam.model.User;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Identities as the API's messages. */
final class IamMessages {
    private IamMessages() {}

    /** A user with all that is shown of one alone; lists leave out boundary and tags. */
    static dev.millrace.internal.iam.v1.User detailed(User user) {
        dev.millrace.internal.iam.v1.User.Builder message =
                toMessage(user).toBuilder().addAllTags(tags(user.naming().tags()));
        user.permissions().boundary().ifPresent(arn -> message.setPermissionsBoundary(boundary(arn)));
        return message.build();
    }

    static dev.millrace.internal.iam.v1.User toMessage(User user) {
        return dev.millrace.internal.iam.v1.User.newBuilder()
                .setPath(user.naming().path())
                .setUserName(user.naming().name())
                .setUserId(user.id())
                .setArn(user.naming().arn(IdentityKind.USER))
                .setCreateDate(timestamp(user.naming().createdAt()))
                .build();
    }

    static dev.millrace.internal.iam.v1.Group toMessage(Group group) {
        return dev.millrace.internal.iam.v1.Group.newBuilder()
                .setPath(group.naming().path())
                .setGroupName(group.naming().name())
                .setGroupId(group.id())
                .setArn(group.naming().arn(IdentityKind.GROUP))
                .setCreateDate(timestamp(group.naming().createdAt()))
                .build();
    }

    /** A role with all that is shown of one alone. */
    static dev.millrace.internal.iam.v1.Role detailed(Role role) {
        dev.millrace.internal.iam.v1.Role.Builder message =
                toMessage(role).toBuilder().addAllTags(tags(role.naming().tags()));
        role.permissions().boundary().ifPresent(arn -> message.setPermissionsBoundary(boundary(arn)));
        return message.build();
    }

    static dev.millrace.internal.iam.v1.Role toMessage(Role role) {
        dev.millrace.internal.iam.v1.Role.Builder message = dev.millrace.internal.iam.v1.Role.newBuilder()
                .setPath(role.naming().path())
                .setRoleName(role.naming().name())
                .setRoleId(role.id())
                .setArn(role.naming().arn(IdentityKind.ROLE))
                .setCreateDate(timestamp(role.naming().createdAt()))
                .setAssumeRolePolicyDocument(role.trustPolicy())
                .setMaxSessionDuration((int) role.longestSession().toSeconds());
        if (!role.description().isEmpty()) {
            message.setDescription(role.description());
        }
        return message.build();
    }

    /** A policy with all that is shown of one alone; lists leave out description and tags. */
    static Policy detailed(ManagedPolicy policy, AccountView account) {
        Policy.Builder message = toMessage(policy, account).toBuilder()
                .addAllTags(tags(policy.naming().tags()));
        if (!policy.description().isEmpty()) {
            message.setDescription(policy.description());
        }
        return message.build();
    }

    static Policy toMessage(ManagedPolicy policy, AccountView account) {
        return Policy.newBuilder()
                .setPolicyName(policy.naming().name())
                .setPolicyId(policy.id())
                .setArn(policy.arn())
                .setPath(policy.naming().path())
                .setDefaultVersionId("v" + policy.defaultVersion())
                .setAttachmentCount(
                        account.holdersOf(PolicyHolder.class, policy.arn()).size())
                .setPermissionsBoundaryUsageCount(
                        account.boundedBy(PolicyHolder.class, policy.arn()).size())
                .setIsAttachable(true)
                .setCreateDate(timestamp(policy.naming().createdAt()))
                .setUpdateDate(timestamp(policy.updatedAt()))
                .build();
    }

    /** A version without what it says. */
    static PolicyVersion toMessage(ManagedPolicy policy, dev.millrace.metadata.iam.model.PolicyVersion version) {
        return PolicyVersion.newBuilder()
                .setVersionId(version.versionId())
                .setIsDefaultVersion(version.number() == policy.defaultVersion())
                .setCreateDate(timestamp(version.createdAt()))
                .build();
    }

    /** A key without its secret. */
    static AccessKeyMetadata toMessage(User user, AccessKey key) {
        return AccessKeyMetadata.newBuilder()
                .setUserName(user.naming().name())
                .setAccessKeyId(key.id())
                .setStatus(status(key.active()))
                .setCreateDate(timestamp(key.createdAt()))
                .build();
    }

    static String status(boolean active) {
        return active ? "Active" : "Inactive";
    }

    static List<Tag> tags(Map<String, String> tags) {
        return new TreeMap<>(tags)
                .entrySet().stream()
                        .map(tag -> Tag.newBuilder()
                                .setKey(tag.getKey())
                                .setValue(tag.getValue())
                                .build())
                        .toList();
    }

    static List<Map.Entry<String, String>> entries(List<Tag> tags) {
        return tags.stream().map(tag -> Map.entry(tag.getKey(), tag.getValue())).toList();
    }

    static Timestamp timestamp(Instant instant) {
        return Timestamp.newBuilder().setSeconds(instant.getEpochSecond()).build();
    }

    private static PermissionsBoundary boundary(String arn) {
        return PermissionsBoundary.newBuilder()
                .setPermissionsBoundaryType("Policy")
                .setPermissionsBoundaryArn(arn)
                .build();
    }
}
