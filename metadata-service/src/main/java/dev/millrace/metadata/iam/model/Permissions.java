package dev.millrace.metadata.iam.model;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a user, group or role may do by itself.
 *
 * @param attached ARNs of managed policies
 * @param inline documents by name
 * @param boundary the ARN of the managed policy that bounds all this
 */
public record Permissions(SortedSet<String> attached, SortedMap<String, String> inline, Optional<String> boundary) {
    public static final Permissions NONE =
            new Permissions(Collections.emptySortedSet(), Collections.emptySortedMap(), Optional.empty());

    public Permissions {
        attached = Collections.unmodifiableSortedSet(new TreeSet<>(attached));
        inline = Collections.unmodifiableSortedMap(new TreeMap<>(inline));
    }

    public Permissions attach(String policyArn) {
        SortedSet<String> changed = new TreeSet<>(attached);
        changed.add(policyArn);
        return new Permissions(changed, inline, boundary);
    }

    public Permissions detach(String policyArn) {
        SortedSet<String> changed = new TreeSet<>(attached);
        changed.remove(policyArn);
        return new Permissions(changed, inline, boundary);
    }

    public Permissions put(String name, String document) {
        SortedMap<String, String> changed = new TreeMap<>(inline);
        changed.put(name, document);
        return new Permissions(attached, changed, boundary);
    }

    public Permissions remove(String name) {
        SortedMap<String, String> changed = new TreeMap<>(inline);
        changed.remove(name);
        return new Permissions(attached, changed, boundary);
    }

    public Permissions withBoundary(Optional<String> changed) {
        return new Permissions(attached, inline, changed);
    }

    /** How much of the quota of inline policies is used: characters without white space. */
    public int inlineSize() {
        return inline.values().stream().mapToInt(Permissions::sizeOf).sum();
    }

    /** The size of a document as quotas count it. */
    public static int sizeOf(String document) {
        return (int) document.chars().filter(c -> !Character.isWhitespace(c)).count();
    }

    long bytes() {
        return attached.stream().mapToLong(String::length).sum() + Texts.bytes(inline);
    }
}
