package dev.millrace.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a document may hold, by its kind. That of documents in general is in {@link ResourcePolicyFormTest}. */
class PolicyDocumentTest {
    private static final String IDENTITY = "{'Effect':'Allow','Action':'kinesis:*','Resource':'*'}";
    private static final String RESOURCE =
            "{'Effect':'Allow','Principal':{'AWS':'111122223333'},'Action':'kinesis:*','Resource':'*'}";
    private static final String TRUST =
            "{'Effect':'Allow','Principal':{'AWS':'111122223333'},'Action':['sts:AssumeRole','STS:TagSession']}";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    IDENTITY | I | taken
                    BOUNDARY | I | taken
                    SESSION  | I | taken
                    RESOURCE | R | taken
                    TRUST    | T | taken
                    IDENTITY | R | Policy document should not specify a principal.
                    SESSION  | R | Policy document should not specify a principal.
                    BOUNDARY | R | Policy document should not specify a principal.
                    IDENTITY | T | A Statement needs Resource or NotResource, and not both.
                    RESOURCE | I | A Statement needs Principal or NotPrincipal, and not both.
                    RESOURCE | T | A Statement needs Resource or NotResource, and not both.
                    TRUST    | I | A trust policy's Action is not of the form sts:<operation>.
                    TRUST    | R | A trust policy's Action is not of the form sts:<operation>.
                    """)
    void aKindHasItsOwnForm(PolicyKind kind, String statement, String outcome) {
        String text = switch (statement) {
            case "I" -> IDENTITY;
            case "R" -> RESOURCE;
            default -> TRUST;
        };
        assertThat(outcome(kind, "{'Statement':" + text + "}")).isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    'Principal' | 'NotPrincipal'                | A trust policy has no NotPrincipal.
                    'Effect'    | 'Resource':'*','Effect'       | A trust policy has no Resource: it is about its role.
                    'Effect'    | 'NotResource':'*','Effect'    | A trust policy has no Resource: it is about its role.
                    'Effect'    | 'NotPrincipal':'*','Effect'   | A trust policy has no NotPrincipal.
                    'Principal':{'AWS':'111122223333'}, | ``    | A Statement needs Principal or NotPrincipal, and not both.
                    """)
    void aTrustPolicyIsAboutItsRole(String correct, String wrong, String why) {
        assertThat(outcome(PolicyKind.TRUST, "{'Statement':" + TRUST.replace(correct, wrong) + "}"))
                .isEqualTo(why);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'*'",
                "{'AWS':'*'}",
                "{'AWS':['111122223333','*']}",
                "{'AWS':'arn:aws:iam::111122223333:root'}",
                "{'AWS':'arn:aws-cn:iam::111122223333:user/a/b@c.d'}",
                "{'AWS':'arn:aws:iam::111122223333:role/service-role/x'}",
                "{'AWS':'arn:aws:sts::111122223333:assumed-role/x/y'}",
                "{'AWS':'arn:aws:sts::111122223333:federated-user/x'}",
                "{'AWS':'AIDACKCEVSQ6C2EXAMPLE'}",
                "{'Service':['a.amazonaws.com','b.amazonaws.com']}",
                "{'Federated':'arn:aws:iam::111122223333:saml-provider/x'}",
            })
    void principals(String principal) {
        assertThat(outcome(
                        PolicyKind.RESOURCE,
                        "{'Statement':" + RESOURCE.replace("{'AWS':'111122223333'}", principal) + "}"))
                .isEqualTo("taken");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'ann'",
                "7",
                "null",
                "[]",
                "['*']",
                "{}",
                "{'aws':'*'}",
                "{'AWS':[]}",
                "{'AWS':7}",
                "{'AWS':{}}",
                "{'AWS':['111122223333',7]}",
                "{'AWS':'11112222333'}",
                "{'AWS':'1111222233334'}",
                "{'AWS':'111122223333:root'}",
                "{'AWS':'arn:aws:iam::111122223333'}",
                "{'AWS':'arn:aws:iam::111122223333:user/*'}",
                "{'AWS':'arn:aws:iam::*:user/a'}",
                "{'AWS':'arn:aws:iam::111122223333:user/'}",
                "{'AWS':'arn:aws:iam::111122223333:group/a'}",
                "{'AWS':'arn:aws:iam::111122223333:assumed-role/a/b'}",
                "{'AWS':'arn:aws:sts::111122223333:role/a'}",
                "{'AWS':'arn:other:iam::111122223333:user/a'}",
                "{'AWS':'aidackcevsq6c2example'}",
                "{'AWS':'AIDA1'}",
            })
    void whatIsNoPrincipal(String principal) {
        assertThat(outcome(
                        PolicyKind.RESOURCE,
                        "{'Statement':" + RESOURCE.replace("{'AWS':'111122223333'}", principal) + "}"))
                .isEqualTo("A Statement's Principal is not valid.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    'kinesis:*' | 'kinesis'                | A Statement's Action is not of the form <service>:<operation>.
                    'kinesis:*' | 'kinesis:'               | A Statement's Action is not of the form <service>:<operation>.
                    'kinesis:*' | ':PutRecord'             | A Statement's Action is not of the form <service>:<operation>.
                    'kinesis:*' | ''                       | A Statement's Action is not of the form <service>:<operation>.
                    'kinesis:*' | '**'                     | A Statement's Action is not of the form <service>:<operation>.
                    'kinesis:*' | 'kinesis:${aws:username}' | A Statement's Action is not of the form <service>:<operation>.
                    'kinesis:*' | []                       | A Statement's Action is not a text or list of texts.
                    'kinesis:*' | {}                       | A Statement's Action is not a text or list of texts.
                    'kinesis:*' | ['kinesis:*',1]          | A Statement's Action is not a text or list of texts.
                    'kinesis:*' | 'kinesis:*','NotAction':'*' | A Statement needs Action or NotAction, and not both.
                    'Action':'kinesis:*', | ``             | A Statement needs Action or NotAction, and not both.
                    'Action':'kinesis:*' | 'NotAction':7   | A Statement's NotAction is not a text or list of texts.
                    'Resource':'*' | 'Resource':'stream/a' | A Statement's Resource is neither an ARN nor "*".
                    'Resource':'*' | 'Resource':'*a'       | A Statement's Resource is neither an ARN nor "*".
                    'Resource':'*' | 'Resource':[]         | A Statement's Resource is not a text or list of texts.
                    'Resource':'*' | 'NotResource':null    | A Statement's NotResource is not a text or list of texts.
                    'Resource':'*' | 'Resource':'arn:${aws:username' | A policy variable is malformed.
                    'Resource':'*' | 'Resource':'arn:${}'  | A policy variable is malformed.
                    'Resource':'*' | 'Resource':'arn:${username}' | A policy variable is malformed.
                    'Resource':'*' | 'Resource':'arn:${aws:}' | A policy variable is malformed.
                    'Resource':'*' | 'Resource':'arn:${:x}' | A policy variable is malformed.
                    'Resource':'*' | 'Resource':'arn:${aws:username,}' | A policy variable is malformed.
                    'Resource':'*' | 'Resource':'arn:${aws:username,x}' | A policy variable is malformed.
                    'Allow'     | 'allow'                  | A Statement's Effect is neither Allow nor Deny.
                    'Allow'     | ['Allow']                | A Statement's Effect is neither Allow nor Deny.
                    'Effect':'Allow', | ``                 | A Statement's Effect is neither Allow nor Deny.
                    'Effect'    | 'Sid':7,'Effect'         | A Statement's Sid is not a text.
                    """)
    void whatIsNoStatement(String correct, String wrong, String why) {
        assertThat(outcome(
                        PolicyKind.IDENTITY,
                        "{'Version':'2012-10-17','Statement':" + IDENTITY.replace(correct, wrong) + "}"))
                .isEqualTo(why);
    }

    @Test
    void aDefaultThatIsNotQuotedToItsEndIsMalformed() {
        for (String otherwise : new String[] {"'", "'a", "a'", "'a'b", "'a'b'"}) {
            assertThatThrownBy(() -> PolicyDocument.parse(
                            PolicyKind.IDENTITY,
                            "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"*\","
                                    + "\"Resource\":\"arn:${aws:username," + otherwise + "}\"}}"))
                    .as(otherwise)
                    .hasMessage("A policy variable is malformed.");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    []                                            | A Statement's Condition is not a JSON object.
                    {'StringEquals':'x'}                          | A Condition's operator is not a JSON object.
                    {'Equals':{'aws:a':'b'}}                      | A Condition's operator is unknown.
                    {'stringequals':{'aws:a':'b'}}                | A Condition's operator is unknown.
                    {'IfExists':{'aws:a':'b'}}                    | A Condition's operator is unknown.
                    {'ForAllValues:':{'aws:a':'b'}}               | A Condition's operator is unknown.
                    {'ForSomeValues:StringEquals':{'aws:a':'b'}}  | A Condition's operator is unknown.
                    {'ForAllValues:ForAnyValue:Bool':{'aws:a':'b'}} | A Condition's operator is unknown.
                    {'NullIfExists':{'aws:a':'true'}}             | A Condition's operator is unknown.
                    {'ForAnyValue:Null':{'aws:a':'true'}}         | A Condition's operator is unknown.
                    {'StringEquals':{'a':'b'}}                    | A Condition's key is not of the form <service>:<name>.
                    {'StringEquals':{':a':'b'}}                   | A Condition's key is not of the form <service>:<name>.
                    {'StringEquals':{'aws:':'b'}}                 | A Condition's key is not of the form <service>:<name>.
                    {'StringEquals':{'aws:a':{}}}                 | A Condition's value is neither text, number nor boolean.
                    {'StringEquals':{'aws:a':[null]}}             | A Condition's value is neither text, number nor boolean.
                    {'StringEquals':{'aws:a':'${'}}               | A policy variable is malformed.
                    {'NumericEquals':{'aws:a':'ten'}}             | A Condition's value is no number.
                    {'NumericEquals':{'aws:a':'${aws:a}'}}        | A Condition's value is no number.
                    {'DateEquals':{'aws:a':''}}                   | A Condition's value is no date.
                    {'DateEquals':{'aws:a':'2026-13-01'}}         | A Condition's value is no date.
                    {'DateEquals':{'aws:a':'2026-01-01T00:00:00'}} | A Condition's value is no date.
                    {'DateEquals':{'aws:a':'99999999999999999999'}} | A Condition's value is no date.
                    {'DateEquals':{'aws:a':'9999999999999999999'}} | A Condition's value is no date.
                    {'Bool':{'aws:a':'yes'}}                      | A Condition's value is no boolean.
                    {'Null':{'aws:a':'yes'}}                      | A Condition's value is no boolean.
                    {'IpAddress':{'aws:a':'10.0.0.0/33'}}         | A Condition's value is no IP address or network.
                    {'IpAddress':{'aws:a':'10.0.0.0/'}}           | A Condition's value is no IP address or network.
                    {'IpAddress':{'aws:a':'10.0.0.0/-1'}}         | A Condition's value is no IP address or network.
                    {'IpAddress':{'aws:a':'10.0.0.0/+8'}}         | A Condition's value is no IP address or network.
                    {'IpAddress':{'aws:a':'10.0.0.0/8x'}}         | A Condition's value is no IP address or network.
                    {'IpAddress':{'aws:a':'10.0.0.0/8:'}}         | A Condition's value is no IP address or network.
                    {'IpAddress':{'aws:a':'10.0.0.0/0008'}}       | A Condition's value is no IP address or network.
                    {'IpAddress':{'aws:a':'10.0.0'}}              | A Condition's value is no IP address or network.
                    {'IpAddress':{'aws:a':'localhost'}}           | A Condition's value is no IP address or network.
                    {'NotIpAddress':{'aws:a':'::/129'}}           | A Condition's value is no IP address or network.
                    """)
    void whatIsNoCondition(String condition, String why) {
        String statement = IDENTITY.replace("'Resource'", "'Condition':" + condition + ",'Resource'");

        assertThat(outcome(PolicyKind.IDENTITY, "{'Version':'2012-10-17','Statement':" + statement + "}"))
                .isEqualTo(why);
    }

    @Test
    void statementsAreNamedApart() {
        String named = IDENTITY.replace("'Effect'", "'Sid':'a','Effect'");

        assertThat(outcome(PolicyKind.IDENTITY, "{'Statement':[" + IDENTITY + "," + IDENTITY + "," + named + "]}"))
                .isEqualTo("taken");
        assertThat(outcome(PolicyKind.IDENTITY, "{'Statement':[" + named + "," + named + "]}"))
                .isEqualTo("Statement IDs (SID) in a single policy must be unique.");
    }

    @Test
    void anIdIsAText() {
        assertThat(outcome(PolicyKind.IDENTITY, "{'Id':7,'Statement':" + IDENTITY + "}"))
                .isEqualTo("The policy's Id is not a text.");
    }

    @Test
    void sizesAreBounded() {
        int skeleton = ("{'Id':'','Statement':" + IDENTITY + "}").length();
        String tooLarge = "The policy is larger than 32768 characters.";

        assertThat(outcome(PolicyKind.IDENTITY, withId("a".repeat(PolicyReader.LARGEST - skeleton))))
                .isEqualTo("taken");
        assertThat(outcome(PolicyKind.IDENTITY, withId("a".repeat(PolicyReader.LARGEST - skeleton + 1))))
                .isEqualTo(tooLarge);
        assertThat(outcome(PolicyKind.IDENTITY, withId(" ".repeat(PolicyReader.LONGEST - skeleton))))
                .isEqualTo("taken");
        assertThat(outcome(PolicyKind.IDENTITY, withId(" ".repeat(PolicyReader.LONGEST - skeleton + 1))))
                .isEqualTo(tooLarge);
    }

    @Test
    void patternsAreBounded() {
        String arn = "arn:";
        String longest = arn + "a".repeat(PatternReader.LONGEST - arn.length());
        String wildest = arn + "*?".repeat(PatternReader.MOST_WILDCARDS / 2);

        assertThat(outcome(PolicyKind.IDENTITY, withResource(longest))).isEqualTo("taken");
        assertThat(outcome(PolicyKind.IDENTITY, withResource(longest + "a")))
                .isEqualTo("A text in the policy is longer than 2048 characters.");
        assertThat(outcome(PolicyKind.IDENTITY, withResource(wildest))).isEqualTo("taken");
        assertThat(outcome(PolicyKind.IDENTITY, withResource(wildest + "*")))
                .isEqualTo("A text in the policy has more than 64 wildcards.");
        assertThat(outcome(PolicyKind.IDENTITY, withAction("a:" + "b".repeat(PatternReader.LONGEST))))
                .isEqualTo("A text in the policy is longer than 2048 characters.");
        assertThat(outcome(PolicyKind.IDENTITY, withKey("aws:" + "a".repeat(252))))
                .isEqualTo("taken");
        assertThat(outcome(PolicyKind.IDENTITY, withKey("aws:" + "a".repeat(253))))
                .isEqualTo("A Condition's key is not of the form <service>:<name>.");
    }

    @ParameterizedTest
    @EnumSource(KnownConditionKey.class)
    void whatAPolicyAsksAboutIsKnown(KnownConditionKey known) {
        String written = known == KnownConditionKey.OTHER ? "x:y" : known.text() + (known.hasElement() ? "/k" : "");
        PolicyDocument policy = Policies.identity(
                "'Action':'*','Resource':'*','Condition':{'StringEquals':{'" + written + "':'${a:b}'}}");

        assertThat(policy.contextKeys()).extracting(ContextKey::text).containsExactlyInAnyOrder(written, "a:b");
        assertThat(policy.contextKeys()).extracting(ContextKey::known).contains(known);
        assertThat(policy.kind()).isEqualTo(PolicyKind.IDENTITY);
    }

    @Test
    void keysAreEqualWhateverTheirCase() {
        ContextKey key = ContextKey.parse("aws:ResourceTag/Env").orElseThrow();
        ContextKey other = ContextKey.parse("AWS:resourcetag/env").orElseThrow();

        assertThat(key).isEqualTo(other).hasSameHashCodeAs(other).hasToString("aws:ResourceTag/Env");
        assertThat(key)
                .isNotEqualTo(ContextKey.parse("aws:ResourceTag/x").orElseThrow())
                .isNotEqualTo("aws:ResourceTag/Env");
        assertThat(ContextKey.parse("aws:ResourceTag").orElseThrow().known()).isEqualTo(KnownConditionKey.OTHER);
        assertThat(ContextKey.parse("aws:SourceIp/x").orElseThrow().known()).isEqualTo(KnownConditionKey.OTHER);
    }

    @Test
    void manyStatementsAreTaken() {
        String[] statements = new String[400];
        Arrays.fill(statements, IDENTITY);

        assertThatCode(() ->
                        Policies.parsed(PolicyKind.IDENTITY, "{'Statement':[" + String.join(",", statements) + "]}"))
                .doesNotThrowAnyException();
    }

    private static String withId(String id) {
        return "{'Id':'" + id + "','Statement':" + IDENTITY + "}";
    }

    private static String withResource(String resource) {
        return "{'Statement':" + IDENTITY.replace("'*'", "'" + resource + "'") + "}";
    }

    private static String withAction(String action) {
        return "{'Statement':" + IDENTITY.replace("'kinesis:*'", "'" + action + "'") + "}";
    }

    private static String withKey(String key) {
        return "{'Statement':" + IDENTITY.replace("'Effect'", "'Condition':{'Bool':{'" + key + "':true}},'Effect'")
                + "}";
    }

    private static String outcome(PolicyKind kind, String text) {
        try {
            PolicyDocument.parse(kind, text.replace('\'', '"'));
            return "taken";
        } catch (PolicyFormatException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
