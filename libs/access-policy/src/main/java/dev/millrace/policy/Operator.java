package dev.millrace.policy;

import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;

/**
 * How a condition compares. A negated operator holds where its counterpart does not, so also for a request without the key.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html">Condition
 *     operators</a>
 */
enum Operator {
    STRING_EQUALS("StringEquals", false, PatternReader::exactly),
    STRING_NOT_EQUALS("StringNotEquals", true, PatternReader::exactly),
    STRING_EQUALS_IGNORE_CASE("StringEqualsIgnoreCase", false, PatternReader::ignoringCase),
    STRING_NOT_EQUALS_IGNORE_CASE("StringNotEqualsIgnoreCase", true, PatternReader::ignoringCase),
    STRING_LIKE("StringLike", false, PatternReader::withWildcards),
    STRING_NOT_LIKE("StringNotLike", true, PatternReader::withWildcards),

    ARN_EQUALS("ArnEquals", false, PatternReader::arn),
    ARN_LIKE("ArnLike", false, PatternReader::arn),
    ARN_NOT_EQUALS("ArnNotEquals", true, PatternReader::arn),
    ARN_NOT_LIKE("ArnNotLike", true, PatternReader::arn),

    NUMERIC_EQUALS("NumericEquals", false, numbers(order -> order == 0)),
    NUMERIC_NOT_EQUALS("NumericNotEquals", true, numbers(order -> order == 0)),
    NUMERIC_LESS_THAN("NumericLessThan", false, numbers(order -> order < 0)),
    NUMERIC_LESS_THAN_EQUALS("NumericLessThanEquals", false, numbers(order -> order <= 0)),
    NUMERIC_GREATER_THAN("NumericGreaterThan", false, numbers(order -> order > 0)),
    NUMERIC_GREATER_THAN_EQUALS("NumericGreaterThanEquals", false, numbers(order -> order >= 0)),

    DATE_EQUALS("DateEquals", false, dates(order -> order == 0)),
    DATE_NOT_EQUALS("DateNotEquals", true, dates(order -> order == 0)),
    DATE_LESS_THAN("DateLessThan", false, dates(order -> order < 0)),
    DATE_LESS_THAN_EQUALS("DateLessThanEquals", false, dates(order -> order <= 0)),
    DATE_GREATER_THAN("DateGreaterThan", false, dates(order -> order > 0)),
    DATE_GREATER_THAN_EQUALS("DateGreaterThanEquals", false, dates(order -> order >= 0)),

    BOOL("Bool", false, Operator::bool),
    BINARY_EQUALS("BinaryEquals", false, Operator::binary),
    IP_ADDRESS("IpAddress", false, Operator::network),
    NOT_IP_ADDRESS("NotIpAddress", true, Operator::network);

    private static final Map<String, Operator> BY_NAME = Arrays.stream(values())
            .collect(Collectors.toUnmodifiableMap(operator -> operator.name, Function.identity()));

    private final String name;
    private final boolean negated;
    private final Operand operand;

    Operator(String name, boolean negated, Operand operand) {
        this.name = name;
        this.negated = negated;
        this.operand = operand;
    }

    static Optional<Operator> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    boolean negated() {
        return negated;
    }

    /** Compiles one of the values that a policy compares with. */
    RequestPattern operand(PatternReader patterns, String value) throws PolicyFormatException {
        return operand.compile(patterns, value);
    }

    private static Operand numbers(IntPredicate test) {
        return (patterns, value) ->
                new Ordered<>(Numbers.parse(value).orElseThrow(() -> unfit("number")), Numbers::parse, test);
    }

    private static Operand dates(IntPredicate test) {
        return (patterns, value) ->
                new Ordered<Instant>(Dates.parse(value).orElseThrow(() -> unfit("date")), Dates::parse, test);
    }

    private static RequestPattern bool(PatternReader patterns, String value) throws PolicyFormatException {
        TextPattern pattern = patterns.ignoringCase(value);
        String lowerCase = value.toLowerCase(Locale.ROOT);
        if (!pattern.hasVariables() && !lowerCase.equals("true") && !lowerCase.equals("false")) {
            throw unfit("boolean");
        }
        return pattern;
    }

    private static RequestPattern binary(PatternReader patterns, String value) throws PolicyFormatException {
        return patterns.exactly(value);
    }

    private static RequestPattern network(PatternReader patterns, String value) throws PolicyFormatException {
        return IpNetwork.parse(value).orElseThrow(() -> unfit("IP address or network"));
    }

    private static PolicyFormatException unfit(String expected) {
        return new PolicyFormatException("A Condition's value is no " + expected + ".");
    }

    /** Compiles a value. */
    @FunctionalInterface
    private interface Operand {
        RequestPattern compile(PatternReader patterns, String value) throws PolicyFormatException;
    }
}
