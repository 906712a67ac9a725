package dev.millrace.metadata.iam.model;

import dev.millrace.identity.IdentityArn;
import dev.millrace.identity.IdentityKind;
import java.time.Instant;
import java.util.Map;

/**
 * What every identity is known by.
 *
 * @param id never given twice, and never changed
 * @param name unique among those of its kind in the account, not counting upper and lower case
 */
public record Naming(
        String accountId, String id, String path, String name, Instant createdAt, Map<String, String> tags) {
    public Naming {
        tags = Map.copyOf(tags);
    }

    public String arn(IdentityKind kind) {
        return new IdentityArn(accountId, kind, path, name).toString();
    }

    public Naming renamed(String newPath, String newName) {
        return new Naming(accountId, id, newPath, newName, createdAt, tags);
    }

    public Naming withTags(Map<String, String> changed) {
        return new Naming(accountId, id, path, name, createdAt, changed);
    }

    long bytes() {
        return path.length() + name.length() + Texts.bytes(tags);
    }
}
