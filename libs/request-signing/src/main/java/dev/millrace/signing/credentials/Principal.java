package dev.millrace.signing.credentials;

/**
 * Who is behind a request, once it is known.
 *
 * @param arn for example {@code arn:aws:iam::000000000000:root}
 * @param accountId 12 digits
 * @param root whether this is the account itself, which no policy restricts
 */
public record Principal(String arn, String accountId, boolean root) {
    /** The account itself. */
    public static Principal rootOf(String accountId) {
        return new Principal("arn:aws:iam::" + accountId + ":root", accountId, true);
    }
}
