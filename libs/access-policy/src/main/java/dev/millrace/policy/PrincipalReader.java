package dev.millrace.policy;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * Reads whom a statement is about.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html">Principal</a>
 */
final class PrincipalReader {
    private static final String INVALID = "A Statement's Principal is not valid.";

    /** Services, identity providers and canonical ids are names that nobody who calls here has. */
    private static final Set<String> KINDS = Set.of("AWS", "Service", "Federated", "CanonicalUser");

    private static final Pattern ACCOUNT = Pattern.compile("(?:arn:aws[a-z-]*:iam::)?([0-9]{12})(?::root)?");
    private static final Pattern NAMED = Pattern.compile("arn:aws[a-z-]*:(?:iam::[0-9]{12}:(?:user|role)"
            + "|sts::[0-9]{12}:(?:assumed-role|federated-user))/[A-Za-z0-9+=,.@_/-]{1,1024}");
    private static final Pattern UNIQUE_ID = Pattern.compile("A[A-Z]{3}[A-Z0-9]{12,124}");

    private PrincipalReader() {}

    static Principals read(JsonNode principal, boolean negated) throws PolicyFormatException {
        if (principal.isString()) {
            PolicyReader.require(principal.stringValue().equals("*"), INVALID);
            return new Principals(true, Set.of(), Set.of(), negated);
        }
        PolicyReader.require(principal.isObject() && !principal.isEmpty(), INVALID);
        boolean everyone = false;
        Set<String> accounts = new HashSet<>();
        Set<String> named = new HashSet<>();
        for (Map.Entry<String, JsonNode> member : principal.properties()) {
            PolicyReader.require(KINDS.contains(member.getKey()), INVALID);
            for (String text : PolicyReader.texts(member.getValue(), INVALID)) {
                if (!member.getKey().equals("AWS")) {
                    continue;
                }
                Matcher account = ACCOUNT.matcher(text);
                if (text.equals("*")) {
                    everyone = true;
                } else if (account.matches() && text.startsWith("arn:") == text.endsWith(":root")) {
                    accounts.add(account.group(1));
                } else {
                    PolicyReader.require(
                            NAMED.matcher(text).matches()
                                    || UNIQUE_ID.matcher(text).matches(),
                            INVALID);
                    named.add(text);
                }
            }
        }
        return new Principals(everyone, accounts, named, negated);
    }
}
