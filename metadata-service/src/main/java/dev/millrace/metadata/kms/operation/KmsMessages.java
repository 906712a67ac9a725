package dev.millrace.metadata.kms.operation;

import com.google.protobuf.Timestamp;
import dev.millrace.internal.kms.v1.AliasListEntry;
import dev.millrace.internal.kms.v1.KeyMetadata;
import dev.millrace.internal.kms.v1.Tag;
import dev.millrace.key.KeyErrors;
import dev.millrace.key.KeyState;
import dev.millrace.metadata.kms.KeyView;
import dev.millrace.metadata.kms.model.KeyAlias;
import dev.millrace.metadata.kms.model.NamedKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Keys and aliases as the API's messages. */
final class KmsMessages {
    /** The one kind of key that there is: AES-256-GCM. */
    static final String SYMMETRIC = "SYMMETRIC_DEFAULT";

    static final String ENCRYPT_DECRYPT = "ENCRYPT_DECRYPT";
    static final String ORIGIN = "AWS_KMS";

    private static final int NANOS_PER_MILLI = 1_000_000;

    private KmsMessages() {}

    /** A member that must be given, or a ValidationException. */
    static String given(String member, boolean there, String value) {
        if (!there) {
            throw KeyErrors.missing(member);
        }
        return value;
    }

    static KeyMetadata metadata(KeyView view, NamedKey key) {
        KeyMetadata.Builder message = KeyMetadata.newBuilder()
                .setAwsAccountId(key.accountId())
                .setKeyId(key.id())
                .setArn(view.reference(key).arn())
                .setCreationDate(timestamp(key.createdAt()))
                .setEnabled(key.lifecycle().state() == KeyState.ENABLED)
                .setDescription(key.traits().description())
                .setKeyUsage(ENCRYPT_DECRYPT)
                .setKeyState(key.lifecycle().state().wireName())
                .setOrigin(ORIGIN)
                .setKeyManager(key.awsManaged() ? "AWS" : "CUSTOMER")
                .setCustomerMasterKeySpec(SYMMETRIC)
                .setKeySpec(SYMMETRIC)
                .addEncryptionAlgorithms(SYMMETRIC);
        key.lifecycle().deletionAt().map(KmsMessages::timestamp).ifPresent(message::setDeletionDate);
        return message.build();
    }

    static AliasListEntry toMessage(KeyView view, KeyAlias alias) {
        return AliasListEntry.newBuilder()
                .setAliasName(alias.name())
                .setAliasArn(view.reference(alias).arn())
                .setTargetKeyId(alias.keyId())
                .setCreationDate(timestamp(alias.createdAt()))
                .setLastUpdatedDate(timestamp(alias.updatedAt()))
                .build();
    }

    static List<Tag> tags(Map<String, String> tags) {
        return new TreeMap<>(tags)
                .entrySet().stream()
                        .map(tag -> Tag.newBuilder()
                                .setTagKey(tag.getKey())
                                .setTagValue(tag.getValue())
                                .build())
                        .toList();
    }

    static Timestamp timestamp(Instant instant) {
        return Timestamp.newBuilder()
                .setSeconds(instant.getEpochSecond())
                .setNanos(instant.getNano() / NANOS_PER_MILLI * NANOS_PER_MILLI)
                .build();
    }
}
