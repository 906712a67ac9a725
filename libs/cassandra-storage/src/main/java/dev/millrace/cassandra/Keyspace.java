package dev.millrace.cassandra;

import java.util.regex.Pattern;

/**
 * The name of a keyspace: lower-case letters, digits and underscores, beginning with a letter, at most 48 characters. It
 * becomes part of CQL text, so nothing else is let in.
 */
public record Keyspace(String name) {

    private static final Pattern VALID = Pattern.compile("[a-z][a-z0-9_]{0,47}");

    public Keyspace {
        if (!VALID.matcher(name).matches()) {
            throw new IllegalArgumentException("Not a keyspace name: it must match " + VALID);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
