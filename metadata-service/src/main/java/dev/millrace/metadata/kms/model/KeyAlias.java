package dev.millrace.metadata.kms.model;

import java.time.Instant;

/**
 * Another name of a key.
 *
 * @param name with {@code alias/} before it; unique in the account
 * @param keyId of a key of the same account
 */
public record KeyAlias(String accountId, String name, String keyId, Instant createdAt, Instant updatedAt, long version)
        implements KeyEntry {
    public static String idOf(String accountId, String name) {
        return accountId + ":" + name;
    }

    @Override
    public String id() {
        return idOf(accountId, name);
    }

    public KeyAlias to(String otherKeyId, Instant now) {
        return new KeyAlias(accountId, name, otherKeyId, createdAt, now, version);
    }

    @Override
    public KeyAlias withVersion(long changed) {
        return new KeyAlias(accountId, name, keyId, createdAt, updatedAt, changed);
    }

    @Override
    public long bytes() {
        return BASE_BYTES + 2L * name.length();
    }
}
