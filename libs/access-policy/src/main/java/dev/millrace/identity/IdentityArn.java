package dev.millrace.identity;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code arn:aws:iam::<account>:<kind><path><name>}, for example {@code arn:aws:iam::123456789012:user/teams/data/ada}.
 *
 * @param accountId 12 digits, or {@code aws} for policies that every account has
 * @param path begins and ends with a slash
 */
public record IdentityArn(String accountId, IdentityKind kind, String path, String name) {
    /** The owner of policies that every account has. */
    public static final String AWS = "aws";

    private static final Pattern FORM =
            Pattern.compile("arn:aws:iam::(\\d{12}|aws):(user|group|role|policy)(/(?:[!-~]+/)?)([\\w+=,.@-]+)");

    /** The ARN that a text is, or empty when it is not one of an identity. */
    public static Optional<IdentityArn> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        IdentityKind kind = switch (matcher.group(2)) {
            case "user" -> IdentityKind.USER;
            case "group" -> IdentityKind.GROUP;
            case "role" -> IdentityKind.ROLE;
            default -> IdentityKind.POLICY;
        };
        return Optional.of(new IdentityArn(matcher.group(1), kind, matcher.group(3), matcher.group(4)));
    }

    /** The ARN of an account itself. */
    public static String ofRoot(String accountId) {
        return "arn:aws:iam::" + accountId + ":root";
    }

    /** The ARN of who has assumed a role: the role's path is not part of it. */
    public static String ofAssumedRole(String accountId, String roleName, String sessionName) {
        return "arn:aws:sts::" + accountId + ":assumed-role/" + roleName + "/" + sessionName;
    }

    @Override
    public String toString() {
        return "arn:aws:iam::" + accountId + ":" + kind.arnPart() + path + name;
    }
}
