package dev.millrace.identity;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;

/**
 * What has an id of its own. An id tells by its first four characters what it is of, and is never given twice, unlike a name.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html">IAM identifiers</a>
 */
public enum IdentityKind {
    USER("AIDA", 21, "user", "userName", 64),
    GROUP("AGPA", 21, "group", "groupName", 128),
    ROLE("AROA", 21, "role", "roleName", 64),
    POLICY("ANPA", 21, "policy", "policyName", 128);

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final SecureRandom RANDOM = new SecureRandom();

    private final String prefix;
    private final int idLength;
    private final String arnPart;
    private final String nameMember;
    private final int longestName;

    IdentityKind(String prefix, int idLength, String arnPart, String nameMember, int longestName) {
        this.prefix = prefix;
        this.idLength = idLength;
        this.arnPart = arnPart;
        this.nameMember = nameMember;
        this.longestName = longestName;
    }

    /** The kind that an id says it is of. */
    public static Optional<IdentityKind> ofId(String id) {
        return Arrays.stream(values())
                .filter(kind -> id.length() == kind.idLength && id.startsWith(kind.prefix))
                .findFirst();
    }

    /** A new id, random enough that it is the only one. */
    public String newId() {
        return random(prefix, idLength);
    }

    /** How ARNs name the kind. */
    public String arnPart() {
        return arnPart;
    }

    /** The API's member that holds a name of this kind. */
    public String nameMember() {
        return nameMember;
    }

    int longestName() {
        return longestName;
    }

    /** The kind as a sentence begins with it. */
    public String title() {
        return Character.toUpperCase(arnPart.charAt(0)) + arnPart.substring(1);
    }

    static String random(String prefix, int length) {
        StringBuilder id = new StringBuilder(length).append(prefix);
        while (id.length() < length) {
            id.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
        }
        return id.toString();
    }
}
