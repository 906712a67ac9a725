package dev.millrace.policy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads documents of one kind: first the JSON, then each statement's form, and compiles what stands in it. */
final class PolicyReader {
    /** As many characters as IAM's calls take. */
    static final int LONGEST = 128 * 1024;

    /** As many as the largest of AWS's quotas, a key's, lets a policy have beside white space. */
    static final int LARGEST = 32 * 1024;

    private static final int DEEPEST = 16;
    private static final String WITH_VARIABLES = "2012-10-17";
    private static final Set<String> VERSIONS = Set.of(WITH_VARIABLES, "2008-10-17");
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
    private static final Pattern ACTION = Pattern.compile("\\*|[A-Za-z0-9*?-]+:[A-Za-z0-9*?]+");
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .build())
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final PolicyKind kind;

    PolicyReader(PolicyKind kind) {
        this.kind = kind;
    }

    PolicyDocument read(String text) throws PolicyFormatException {
        requireBounds(text);
        JsonNode document = parse(text);
        require(document.isObject(), "The policy is not a JSON object.");
        requireOnly(document, DOCUMENT, "The policy");
        JsonNode version = document.path("Version");
        require(
                version.isMissingNode() || version.isString() && VERSIONS.contains(version.stringValue()),
                "The policy's Version is unknown.");
        JsonNode id = document.path("Id");
        require(id.isMissingNode() || id.isString(), "The policy's Id is not a text.");
        JsonNode statements = document.path("Statement");
        require(!statements.isEmpty(), "The policy has no Statement.");

        boolean variables = version.isString() && version.stringValue().equals(WITH_VARIABLES);
        PatternReader patterns = new PatternReader(variables);
        List<Statement> compiled = new ArrayList<>();
        for (JsonNode statement : statements.isArray() ? statements : List.of(statements)) {
            compiled.add(statement(statement, patterns));
        }
        requireDistinctSids(compiled);
        return new PolicyDocument(kind, compiled, patterns.asked());
    }

    private static JsonNode parse(String text) throws PolicyFormatException {
        try {
            return JSON.readTree(text);
        } catch (JacksonException e) {
            throw new PolicyFormatException("The policy is not valid JSON.");
        }
    }

    private Statement statement(JsonNode statement, PatternReader patterns) throws PolicyFormatException {
        require(statement.isObject(), "A Statement is not a JSON object.");
        requireOnly(statement, STATEMENT, "A Statement");
        JsonNode sid = statement.path("Sid");
        require(sid.isMissingNode() || sid.isString(), "A Statement's Sid is not a text.");
        return new Statement(
                sid.isString() ? sid.stringValue() : "",
                effect(statement.path("Effect")),
                actions(statement, patterns),
                resources(statement, patterns),
                principals(statement),
                new ConditionReader(patterns).read(statement.path("Condition")));
    }

    private static Effect effect(JsonNode effect) throws PolicyFormatException {
        return switch (effect.isString() ? effect.stringValue() : "") {
            case "Allow" -> Effect.ALLOW;
            case "Deny" -> Effect.DENY;
            default -> throw new PolicyFormatException("A Statement's Effect is neither Allow nor Deny.");
        };
    }

    private Principals principals(JsonNode statement) throws PolicyFormatException {
        if (!kind.namesPrincipals()) {
            require(
                    !statement.has("Principal") && !statement.has("NotPrincipal"),
                    "Policy document should not specify a principal.");
            return Principals.EVERYONE;
        }
        require(kind != PolicyKind.TRUST || !statement.has("NotPrincipal"), "A trust policy has no NotPrincipal.");
        String member = either(statement, "Principal", "NotPrincipal");
        return PrincipalReader.read(statement.path(member), member.equals("NotPrincipal"));
    }

    private Selection<TextPattern> actions(JsonNode statement, PatternReader patterns) throws PolicyFormatException {
        String member = either(statement, "Action", "NotAction");
        List<String> written =
                texts(statement.path(member), "A Statement's " + member + " is not a text or list of texts.");
        List<TextPattern> compiled = new ArrayList<>();
        for (String action : written) {
            require(ACTION.matcher(action).matches(), "A Statement's Action is not of the form <service>:<operation>.");
            require(
                    kind != PolicyKind.TRUST || action.regionMatches(true, 0, "sts:", 0, "sts:".length()),
                    "A trust policy's Action is not of the form sts:<operation>.");
            compiled.add(patterns.action(action));
        }
        return new Selection<>(written, compiled, member.equals("NotAction"));
    }

    private Selection<ArnPattern> resources(JsonNode statement, PatternReader patterns) throws PolicyFormatException {
        if (!kind.namesResources()) {
            require(
                    !statement.has("Resource") && !statement.has("NotResource"),
                    "A trust policy has no Resource: it is about its role.");
            return Selection.everything();
        }
        String member = either(statement, "Resource", "NotResource");
        List<String> written =
                texts(statement.path(member), "A Statement's " + member + " is not a text or list of texts.");
        List<ArnPattern> compiled = new ArrayList<>();
        for (String resource : written) {
            require(
                    resource.equals("*") || resource.startsWith("arn:"),
                    "A Statement's Resource is neither an ARN nor \"*\".");
            compiled.add(patterns.arn(resource));
        }
        return new Selection<>(written, compiled, member.equals("NotResource"));
    }

    private static String either(JsonNode statement, String name, String negated) throws PolicyFormatException {
        if (statement.has(name) == statement.has(negated)) {
            throw new PolicyFormatException("A Statement needs " + name + " or " + negated + ", and not both.");
        }
        return statement.has(name) ? name : negated;
    }

    /** One text, or a list of at least one. */
    static List<String> texts(JsonNode value, String otherwise) throws PolicyFormatException {
        List<String> texts = new ArrayList<>();
        for (JsonNode element : value.isArray() ? value : List.of(value)) {
            require(element.isString(), otherwise);
            texts.add(element.stringValue());
        }
        require(!texts.isEmpty(), otherwise);
        return texts;
    }

    private static void requireBounds(String text) throws PolicyFormatException {
        require(
                text.length() <= LONGEST
                        && text.chars().filter(c -> !Character.isWhitespace(c)).count() <= LARGEST,
                "The policy is larger than " + LARGEST + " characters.");
    }

    private static void requireDistinctSids(List<Statement> statements) throws PolicyFormatException {
        Set<String> sids = new HashSet<>();
        for (Statement statement : statements) {
            require(
                    statement.sid().isEmpty() || sids.add(statement.sid()),
                    "Statement IDs (SID) in a single policy must be unique.");
        }
    }

    private static void requireOnly(JsonNode object, Set<String> names, String what) throws PolicyFormatException {
        require(names.containsAll(object.propertyNames()), what + " has an unknown member.");
    }

    static void require(boolean met, String otherwise) throws PolicyFormatException {
        if (!met) {
            throw new PolicyFormatException(otherwise);
        }
    }
}
