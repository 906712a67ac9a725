package dev.millrace.identity;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What names, paths and other texts of identities may be.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html">Name requirements</a>
 */
public final class IdentityNames {
    public static final String ROOT_PATH = "/";

    private static final Pattern NAME = Pattern.compile("[\\w+=,.@-]+");
    private static final Pattern PATH = Pattern.compile("/|/[!-~]+/");
    private static final Pattern SESSION_NAME = Pattern.compile("[\\w+=,.@-]{2,64}");
    private static final int LONGEST_PATH = 512;
    private static final int LONGEST_DESCRIPTION = 1000;

    private IdentityNames() {}

    /**
     * A name of a user, group, role or policy.
     *
     * @throws IdentityException a ValidationError if it is none
     */
    public static String name(IdentityKind kind, @Nullable String name) {
        return name(kind.nameMember(), name, kind.longestName());
    }

    /** The name of an inline policy. */
    public static String inlinePolicyName(@Nullable String name) {
        return name("policyName", name, IdentityKind.POLICY.longestName());
    }

    private static String name(String member, @Nullable String name, int longest) {
        String given = given(member, name);
        if (given.isEmpty()) {
            throw IdentityErrors.constraint(member, "Member must have length greater than or equal to 1");
        }
        if (given.length() > longest) {
            throw IdentityErrors.constraint(member, "Member must have length less than or equal to " + longest);
        }
        if (!NAME.matcher(given).matches()) {
            throw IdentityErrors.validation("The specified value for " + member
                    + " is invalid. It must contain only alphanumeric characters and/or the following: +=,.@_-");
        }
        return given;
    }

    /** A path, {@code /} when none is given. */
    public static String path(@Nullable String path) {
        if (path == null) {
            return ROOT_PATH;
        }
        if (path.length() > LONGEST_PATH || !PATH.matcher(path).matches()) {
            throw IdentityErrors.validation("The specified value for path is invalid. It must begin and end with / and"
                    + " contain only alphanumeric characters and/or / characters.");
        }
        return path;
    }

    public static String description(@Nullable String description) {
        String given = description == null ? "" : description;
        if (given.length() > LONGEST_DESCRIPTION) {
            throw IdentityErrors.constraint(
                    "description", "Member must have length less than or equal to " + LONGEST_DESCRIPTION);
        }
        return given;
    }

    /** The name of a session of an assumed role. */
    public static String sessionName(String member, @Nullable String name) {
        String given = given(member, name);
        if (!SESSION_NAME.matcher(given).matches()) {
            throw IdentityErrors.constraint(
                    member,
                    "Member must satisfy regular expression pattern: [\\w+=,.@-]* and have length from 2 to 64");
        }
        return given;
    }

    /** A value that must be there. */
    public static String given(String member, @Nullable String value) {
        if (value == null) {
            throw IdentityErrors.constraint(member, "Member must not be null");
        }
        return value;
    }
}
