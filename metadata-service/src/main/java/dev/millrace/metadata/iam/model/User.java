package dev.millrace.metadata.iam.model;

import java.util.List;
import java.util.Set;

/**
 * Somebody, or some program, who signs with keys of their own.
 *
 * @param groupIds of the groups that the user is in
 * @param keys oldest first
 */
public record User(Naming naming, Permissions permissions, Set<String> groupIds, List<AccessKey> keys, long version)
        implements PolicyHolder {
    public User {
        groupIds = Set.copyOf(groupIds);
        keys = List.copyOf(keys);
    }

    @Override
    public User with(Permissions changed) {
        return new User(naming, changed, groupIds, keys, version);
    }

    @Override
    public User withNaming(Naming changed) {
        return new User(changed, permissions, groupIds, keys, version);
    }

    @Override
    public User withVersion(long changed) {
        return new User(naming, permissions, groupIds, keys, changed);
    }

    public User withGroups(Set<String> changed) {
        return new User(naming, permissions, changed, keys, version);
    }

    public User withKeys(List<AccessKey> changed) {
        return new User(naming, permissions, groupIds, changed, version);
    }

    @Override
    public long bytes() {
        return BASE_BYTES + naming.bytes() + permissions.bytes() + 32L * groupIds.size() + 256L * keys.size();
    }
}
