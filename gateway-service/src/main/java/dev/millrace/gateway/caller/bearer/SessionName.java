package dev.millrace.gateway.caller.bearer;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The name of the session that a token stands for. Session names are {@code [\w+=,.@-]{2,64}}, subjects are anything; no two
 * subjects have the same name, as policies and the audit go by it.
 *
 * <pre>
 *   anna@example.org        anna@example.org
 *   auth0|5f7c              auth0=7C5f7c                    what is not legal, and "=", as = and the byte
 *   one that is too long    its first 46 characters == the first 64 bits of its hash
 *   x                       x==
 * </pre>
 */
final class SessionName {
    private static final int SHORTEST = 2;
    private static final int LONGEST = 64;
    private static final int HASH_BYTES = 8;
    private static final String MARK = "==";
    private static final String LEGAL_MARKS = "_+,.@-";

    private SessionName() {}

    static String of(String subject) {
        byte[] bytes = subject.getBytes(StandardCharsets.UTF_8);
        StringBuilder name = new StringBuilder(bytes.length);
        for (byte each : bytes) {
            if (isLegal((char) each)) {
                name.append((char) each);
            } else {
                name.append('=').append(HexFormat.of().withUpperCase().toHexDigits(each));
            }
        }
        if (name.length() < SHORTEST) {
            return name + MARK;
        }
        if (name.length() <= LONGEST) {
            return name.toString();
        }
        return name.substring(0, LONGEST - MARK.length() - 2 * HASH_BYTES) + MARK + hash(bytes);
    }

    private static boolean isLegal(char c) {
        return (c >= '0' && c <= '9')
                || (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || LEGAL_MARKS.indexOf(c) >= 0;
    }

    private static String hash(byte[] subject) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(subject), 0, HASH_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every JDK has it
        }
    }
}
