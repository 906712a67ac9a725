package dev.millrace.key;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a caller calls a key: its id or ARN, or the name or ARN of one of its aliases. An id or a name alone is of the caller's
 * own account.
 *
 * @param name the key's id, or the alias's name with {@code alias/} before it
 * @see <a href="https://docs.aws.amazon.com/kms/latest/developerguide/concepts.html#key-id">Key identifiers</a>
 */
public record KeyReference(String region, String accountId, Kind kind, String name) {
    /** What names of aliases begin with. */
    public static final String ALIAS = "alias/";
    /** The key that a caller means who wants encryption and has no key. */
    public static final String KINESIS = "alias/aws/kinesis";

    private static final Pattern ARN =
            Pattern.compile("arn:aws:kms:([a-z0-9-]+):(\\d{12}):(key/([0-9a-f-]{36})|(alias/[a-zA-Z0-9/_-]{1,250}))");
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern ALIAS_NAME = Pattern.compile("alias/[a-zA-Z0-9/_-]{1,250}");

    /** What a name is of. */
    public enum Kind {
        KEY,
        ALIAS
    }

    public static KeyReference ofKey(String region, String accountId, String id) {
        return new KeyReference(region, accountId, Kind.KEY, id);
    }

    /** @param name with {@code alias/} before it */
    public static KeyReference ofAlias(String region, String accountId, String name) {
        return new KeyReference(region, accountId, Kind.ALIAS, name);
    }

    /**
     * What a caller means.
     *
     * @param region where the keys are
     * @param callerAccount whose ids and names need no ARN
     * @throws KeyException NotFound for what cannot be the name of any key here
     */
    public static KeyReference parse(String given, String region, String callerAccount) {
        if (ID.matcher(given).matches()) {
            return ofKey(region, callerAccount, given);
        }
        if (isAliasName(given)) {
            return ofAlias(region, callerAccount, given);
        }
        Matcher arn = ARN.matcher(given);
        if (!arn.matches() || (arn.group(4) != null && !ID.matcher(arn.group(4)).matches())) {
            throw KeyErrors.invalidKeyId(given);
        }
        if (!arn.group(1).equals(region)) {
            throw KeyErrors.otherRegion(arn.group(1));
        }
        return arn.group(4) != null
                ? ofKey(region, arn.group(2), arn.group(4))
                : ofAlias(region, arn.group(2), arn.group(5));
    }

    /** Whether a text has the form of an alias's name. */
    public static boolean isAliasName(String text) {
        return ALIAS_NAME.matcher(text).matches();
    }

    public boolean isAlias() {
        return kind == Kind.ALIAS;
    }

    public String arn() {
        return "arn:aws:kms:" + region + ":" + accountId + ":" + (isAlias() ? name : "key/" + name);
    }

    /** There is no such key. */
    public KeyException notFound() {
        return isAlias() ? KeyErrors.aliasNotFound(arn()) : KeyErrors.keyNotFound(arn());
    }

    @Override
    public String toString() {
        return arn();
    }
}
