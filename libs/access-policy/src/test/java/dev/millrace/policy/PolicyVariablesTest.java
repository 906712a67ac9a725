package dev.millrace.policy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyVariablesTest {
    private static final String STREAMS = "arn:aws:kinesis:us-east-1:000000000000:stream/";

    /** The resource's pattern, the caller, and a stream's name. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    ${aws:username}                            | user    | ann               | true
                    ${aws:username}                            | user    | bob               | false
                    ${AWS:UserName}                            | user    | ann               | true
                    ${ aws:username }                          | user    | ann               | true
                    ${aws:username}-*                          | user    | ann-1             | true
                    ${aws:username}-*                          | user    | ann               | false
                    x-${aws:PrincipalTag/team}-${aws:username}-? | user  | x-red-ann-1       | true
                    x-${aws:PrincipalTag/team}-${aws:username}-? | user  | x-blue-ann-1      | false
                    ${aws:username}                            | session | ann               | false
                    ${aws:username}*                           | session | ann               | false
                    ${aws:username, 'nobody'}                  | session | nobody            | true
                    ${aws:username,'nobody'}-?                 | session | nobody-1          | true
                    ${aws:username, 'a}b'}                     | session | a}b               | true
                    ${aws:username, ''}x                       | session | x                 | true
                    ${aws:username, 'nobody'}                  | user    | nobody            | false
                    ${aws:ResourceTag/any, '*'}                | user    | anything          | false
                    ${aws:ResourceTag/any, '*'}                | user    | *                 | true
                    ${x:star}                                  | user    | anything          | false
                    ${x:star}                                  | user    | *                 | true
                    ${x:many}                                  | user    | one               | false
                    ${x:many, 'one'}                           | user    | one               | false
                    a${*}b${?}c${$}                            | user    | a*b?c$            | true
                    a${*}b                                     | user    | axb               | false
                    ${$}{aws:username}                         | user    | ${aws:username}   | true
                    """)
    void inResources(String pattern, String caller, String stream, boolean matches) {
        PolicyDocument policy =
                Policies.identity("'Action':'*','Resource':'" + STREAMS + Policies.quoted(pattern) + "'");
        AccessRequest context = Requests.with(Requests.caller(caller, Requests.HERE), "x:star=*; x:many=one,two");
        AccessRequest request = new AccessRequest(
                context.caller(), Requests.PUT, STREAMS + stream, Requests.HERE, Requests.NOW, context.context());

        assertThat(Policies.allows(policy, request)).isEqualTo(matches);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    'StringEquals':{'aws:ResourceTag/owner':'${aws:username}'}              | aws:ResourceTag/owner=ann   | true
                    'StringEquals':{'aws:ResourceTag/owner':'${aws:username}'}              | aws:ResourceTag/owner=bob   | false
                    'StringNotEquals':{'aws:ResourceTag/owner':'${aws:username}'}           | aws:ResourceTag/owner=ann   | false
                    'StringNotEquals':{'aws:ResourceTag/owner':'${x:absent}'}               | aws:ResourceTag/owner=ann   | true
                    'StringEqualsIgnoreCase':{'aws:ResourceTag/owner':'${aws:username}'}    | aws:ResourceTag/owner=ANN   | true
                    'StringLike':{'aws:ResourceTag/owner':'${aws:username}/*'}              | aws:ResourceTag/owner=ann/1 | true
                    'StringEquals':{'aws:ResourceTag/team':'${aws:PrincipalTag/team}'}      | aws:ResourceTag/team=red    | true
                    'ArnLike':{'x:arn':'arn:aws:iam::${aws:PrincipalAccount}:user/*'}       | x:arn=arn:aws:iam::000000000000:user/a | true
                    'ArnLike':{'x:arn':'arn:aws:iam::${aws:PrincipalAccount}:user/*'}       | x:arn=arn:aws:iam::111122223333:user/a | false
                    'ArnLike':{'x:arn':'${x:whole}'}                                        | x:arn=arn:aws:iam::1:user/a; x:whole=arn:aws:iam::1:user/a | true
                    'Bool':{'aws:SecureTransport':'${x:wanted}'}                            | aws:SecureTransport=true; x:wanted=TRUE | true
                    'BinaryEquals':{'x:key':'${x:wanted}'}                                  | x:key=QQ==; x:wanted=QQ==   | true
                    """)
    void inConditions(String condition, String context, boolean holds) {
        assertThat(Policies.allows(
                        Policies.identity("'Action':'*','Resource':'*','Condition':{" + condition + "}"),
                        Requests.with(Requests.caller("user", Requests.HERE), context)))
                .isEqualTo(holds);
    }

    @Test
    void theOlderVersionHasNone() {
        for (String version : new String[] {"", "'Version':'2008-10-17',"}) {
            PolicyDocument policy = Policies.parsed(
                    PolicyKind.IDENTITY,
                    "{" + version + "'Statement':{'Effect':'Allow','Action':'*','Resource':'" + STREAMS
                            + "${aws:username}'}}");

            assertThat(Policies.allows(policy, Requests.of(Requests.PUT, STREAMS + "ann")))
                    .isFalse();
            assertThat(Policies.allows(policy, Requests.of(Requests.PUT, STREAMS + "${aws:username}")))
                    .isTrue();
            assertThat(policy.contextKeys()).isEmpty();
        }
    }

    @Test
    void whatTheyStandForDoesNotReachIntoTheNextSegment() {
        PolicyDocument policy = Policies.identity("'Action':'*','Resource':'arn:aws:kinesis:${x:region}:*:stream/a'");
        AccessRequest context =
                Requests.with(Requests.caller("user", Requests.HERE), "x:region=us-east-1:000000000000");

        assertThat(Policies.allows(
                        policy,
                        new AccessRequest(
                                context.caller(),
                                Requests.PUT,
                                "arn:aws:kinesis:us-east-1:000000000000:stream/a",
                                Requests.HERE,
                                Requests.NOW,
                                context.context())))
                .isFalse();
    }
}
