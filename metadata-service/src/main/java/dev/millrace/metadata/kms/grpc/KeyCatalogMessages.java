package dev.millrace.metadata.kms.grpc;

import dev.millrace.internal.key.v1.Key;
import dev.millrace.internal.key.v1.KeyChange;
import dev.millrace.internal.key.v1.KeyState;
import dev.millrace.key.KeyReference;
import dev.millrace.metadata.kms.model.KeyAlias;
import dev.millrace.metadata.kms.model.KeyEntry;
import dev.millrace.metadata.kms.model.NamedKey;

/** Keys as other services get them: without any material. */
final class KeyCatalogMessages {
    private final String region;

    KeyCatalogMessages(String region) {
        this.region = region;
    }

    KeyChange changed(KeyEntry entry) {
        return KeyChange.newBuilder().setChanged(toMessage(entry)).build();
    }

    static KeyChange removed(String id) {
        return KeyChange.newBuilder().setRemoved(id).build();
    }

    dev.millrace.internal.key.v1.KeyEntry toMessage(KeyEntry entry) {
        dev.millrace.internal.key.v1.KeyEntry.Builder message = dev.millrace.internal.key.v1.KeyEntry.newBuilder()
                .setId(entry.id())
                .setAccountId(entry.accountId())
                .setVersion(entry.version());
        if (entry instanceof KeyAlias alias) {
            message.setAlias(dev.millrace.internal.key.v1.KeyAlias.newBuilder()
                    .setName(alias.name())
                    .setKeyId(alias.keyId()));
        } else if (entry instanceof NamedKey key) {
            message.setKey(Key.newBuilder()
                    .setArn(KeyReference.ofKey(region, key.accountId(), key.id())
                            .arn())
                    .setState(KeyState.valueOf(key.lifecycle().state().name()))
                    .setAwsManaged(key.awsManaged())
                    .setPolicy(key.traits().policy())
                    .putAllTags(key.traits().tags()));
        }
        return message.build();
    }
}
