package dev.millrace.policy;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.function.Predicate;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The form of a policy that is attached to a stream or consumer: what must stand in it, and that it speaks of nothing but
 * the resource it is attached to.
 *
 * @see <a href="https://docs.aws.amazon.com/streams/latest/dev/controlling-access.html">Resource-based policies</a>
 */
public final class ResourcePolicyForm {
    /** As large as IAM lets a resource's policy be, in bytes. */
    public static final int LARGEST = 20 * 1024;

    private static final int DEEPEST = 16;
    private static final Set<String> VERSIONS = Set.of("2012-10-17", "2008-10-17");
    private static final Set<String> DOCUMENT = Set.of("Version", "Id", "Statement");
    private static final Set<String> STATEMENT = Set.of(
            "Sid",
            "Effect",
            "Principal",
            "NotPrincipal",
            "Action",
            "NotAction",
            "Resource",
            "NotResource",
            "Condition");
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .build())
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private ResourcePolicyForm() {}

    /**
     * Checks a policy.
     *
     * @param resource the ARN of the stream or consumer that the policy is for
     * @throws PolicyFormatException if it cannot be attached to the resource
     */
    public static void check(String policy, String resource) throws PolicyFormatException {
        if (policy.length() > LARGEST || policy.getBytes(StandardCharsets.UTF_8).length > LARGEST) {
            throw new PolicyFormatException("The policy is larger than " + LARGEST + " bytes.");
        }
        JsonNode document = parse(policy);
        require(document.isObject(), "The policy is not a JSON object.");
        requireOnly(document, DOCUMENT, "The policy");
        require(
                !document.has("Version") || isText(document.path("Version"), VERSIONS::contains),
                "The policy's Version is unknown.");
        JsonNode statements = document.path("Statement");
        require(!statements.isEmpty(), "The policy has no Statement.");
        if (statements.isArray()) {
            for (JsonNode statement : statements) {
                checkStatement(statement, resource);
            }
        } else {
            checkStatement(statements, resource);
        }
    }

    private static JsonNode parse(String policy) throws PolicyFormatException {
        try {
            return JSON.readTree(policy);
        } catch (JacksonException e) {
            throw new PolicyFormatException("The policy is not valid JSON.");
        }
    }

    private static void checkStatement(JsonNode statement, String resource) throws PolicyFormatException {
        require(statement.isObject(), "A Statement is not a JSON object.");
        requireOnly(statement, STATEMENT, "A Statement");
        require(
                isText(statement.path("Effect"), Set.of("Allow", "Deny")::contains),
                "A Statement's Effect is neither Allow nor Deny.");
        JsonNode principal = either(statement, "Principal", "NotPrincipal");
        require(
                isText(principal, "*"::equals) || principal.isObject() && !principal.isEmpty(),
                "A Statement's Principal is not valid.");
        JsonNode action = either(statement, "Action", "NotAction");
        require(
                areTexts(action, ResourcePolicyForm::isAction),
                "A Statement's Action is not of the form kinesis:<operation>.");
        JsonNode named = either(statement, "Resource", "NotResource");
        require(
                areTexts(named, arn -> arn.equals(resource) || arn.equals("*")),
                "A Statement's Resource is not the resource that the policy is attached to.");
        require(
                !statement.has("Condition") || statement.path("Condition").isObject(),
                "A Statement's Condition is not a JSON object.");
    }

    private static JsonNode either(JsonNode statement, String name, String negated) throws PolicyFormatException {
        if (statement.has(name) == statement.has(negated)) {
            throw new PolicyFormatException("A Statement needs " + name + " or " + negated + ", and not both.");
        }
        return statement.path(statement.has(name) ? name : negated);
    }

    private static boolean isAction(String action) {
        return action.equals("*") || action.regionMatches(true, 0, "kinesis:", 0, "kinesis:".length());
    }

    /** One text, or a list of at least one. */
    private static boolean areTexts(JsonNode value, Predicate<String> rule) {
        if (!value.isArray()) {
            return isText(value, rule);
        }
        return !value.isEmpty() && value.valueStream().allMatch(element -> isText(element, rule));
    }

    private static boolean isText(JsonNode value, Predicate<String> rule) {
        return value.isString() && rule.test(value.stringValue());
    }

    private static void requireOnly(JsonNode object, Set<String> names, String what) throws PolicyFormatException {
        require(names.containsAll(object.propertyNames()), what + " has an unknown member.");
    }

    private static void require(boolean met, String otherwise) throws PolicyFormatException {
        if (!met) {
            throw new PolicyFormatException(otherwise);
        }
    }
}
