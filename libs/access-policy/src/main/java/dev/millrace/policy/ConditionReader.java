package dev.millrace.policy;

import dev.millrace.policy.Condition.Comparison;
import dev.millrace.policy.Condition.Presence;
import dev.millrace.policy.Condition.Quantifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Reads a statement's conditions, {@code {operator: {key: value or values, …}, …}}, and resolves every operator to what
 * it does.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition.html">Condition</a>
 */
final class ConditionReader {
    private static final String IF_EXISTS = "IfExists";
    private static final String NULL = "Null";

    private final PatternReader patterns;

    ConditionReader(PatternReader patterns) {
        this.patterns = patterns;
    }

    List<Condition> read(JsonNode conditions) throws PolicyFormatException {
        List<Condition> compiled = new ArrayList<>();
        if (conditions.isMissingNode()) {
            return compiled;
        }
        PolicyReader.require(conditions.isObject(), "A Statement's Condition is not a JSON object.");
        for (Map.Entry<String, JsonNode> operator : conditions.properties()) {
            PolicyReader.require(operator.getValue().isObject(), "A Condition's operator is not a JSON object.");
            for (Map.Entry<String, JsonNode> key : operator.getValue().properties()) {
                compiled.add(condition(operator.getKey(), patterns.key(key.getKey()), values(key.getValue())));
            }
        }
        return compiled;
    }

    private Condition condition(String operator, ContextKey key, List<String> values) throws PolicyFormatException {
        if (operator.equals(NULL)) {
            return presence(key, values);
        }
        Quantifier quantifier = quantifier(operator);
        String name = operator.substring(quantifier.prefix().length());
        boolean ifExists = name.endsWith(IF_EXISTS);
        Operator comparison = Operator.named(ifExists ? name.substring(0, name.length() - IF_EXISTS.length()) : name)
                .orElseThrow(() -> new PolicyFormatException("A Condition's operator is unknown."));
        List<RequestPattern> operands = new ArrayList<>();
        for (String value : values) {
            operands.add(comparison.operand(patterns, value));
        }
        boolean whenMissing = switch (quantifier) {
            case NONE -> ifExists || comparison.negated();
            case ALL_VALUES -> true;
            case ANY_VALUE -> ifExists;
        };
        return new Comparison(key, operands, comparison.negated(), quantifier, whenMissing);
    }

    /** Of the operator Null: "true" asks that the key is missing, "false" that it is not. */
    private static Condition presence(ContextKey key, List<String> values) throws PolicyFormatException {
        boolean whenMissing = false;
        boolean whenPresent = false;
        for (String value : values) {
            boolean missing = value.equalsIgnoreCase("true");
            PolicyReader.require(missing || value.equalsIgnoreCase("false"), "A Condition's value is no boolean.");
            whenMissing |= missing;
            whenPresent |= !missing;
        }
        return new Presence(key, whenMissing, whenPresent);
    }

    private static Quantifier quantifier(String operator) {
        if (operator.startsWith(Quantifier.ALL_VALUES.prefix())) {
            return Quantifier.ALL_VALUES;
        }
        return operator.startsWith(Quantifier.ANY_VALUE.prefix()) ? Quantifier.ANY_VALUE : Quantifier.NONE;
    }

    private static List<String> values(JsonNode value) throws PolicyFormatException {
        List<String> values = new ArrayList<>();
        for (JsonNode element : value.isArray() ? value : List.of(value)) {
            PolicyReader.require(
                    element.isString() || element.isNumber() || element.isBoolean(),
                    "A Condition's value is neither text, number nor boolean.");
            values.add(element.asString());
        }
        return values;
    }
}
