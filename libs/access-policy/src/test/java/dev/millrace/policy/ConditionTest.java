package dev.millrace.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * When conditions hold, one a line: the condition, what the request's context says, and the outcome. The context is
 * {@code key=value,value; key=value}.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html">Condition
 *     operators</a>
 */
class ConditionTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', emptyValue = "", textBlock = """
                    'StringEquals':{'aws:ResourceTag/env':'prod'}                     | aws:ResourceTag/env=prod  | true
                    'StringEquals':{'aws:ResourceTag/env':'prod'}                     | aws:ResourceTag/env=Prod  | false
                    'StringEquals':{'aws:ResourceTag/env':'prod'}                     | aws:ResourceTag/env=prods | false
                    'StringEquals':{'aws:ResourceTag/env':'prod'}                     | ``                        | false
                    'StringEquals':{'AWS:resourcetag/ENV':'prod'}                     | aws:ResourceTag/env=prod  | true
                    'StringEquals':{'aws:ResourceTag/env':'p*'}                       | aws:ResourceTag/env=prod  | false
                    'StringEquals':{'aws:ResourceTag/env':'p*'}                       | aws:ResourceTag/env=p*    | true
                    'StringEquals':{'aws:ResourceTag/env':['dev','prod']}             | aws:ResourceTag/env=prod  | true
                    'StringEquals':{'aws:ResourceTag/env':['dev','test']}             | aws:ResourceTag/env=prod  | false
                    'StringEquals':{'aws:ResourceTag/env':[]}                         | aws:ResourceTag/env=prod  | false
                    'StringEquals':{'aws:ResourceTag/env':'prod','aws:SourceVpce':'a'} | aws:ResourceTag/env=prod; aws:SourceVpce=a | true
                    'StringEquals':{'aws:ResourceTag/env':'prod','aws:SourceVpce':'a'} | aws:ResourceTag/env=prod; aws:SourceVpce=b | false
                    'StringEquals':{'aws:ResourceTag/env':'prod'},'Bool':{'aws:SecureTransport':'true'} | aws:ResourceTag/env=prod; aws:SecureTransport=true | true
                    'StringEquals':{'aws:ResourceTag/env':'prod'},'Bool':{'aws:SecureTransport':'true'} | aws:ResourceTag/env=prod; aws:SecureTransport=false | false
                    'StringNotEquals':{'aws:ResourceTag/env':'prod'}                  | aws:ResourceTag/env=dev   | true
                    'StringNotEquals':{'aws:ResourceTag/env':'prod'}                  | aws:ResourceTag/env=prod  | false
                    'StringNotEquals':{'aws:ResourceTag/env':'prod'}                  | ``                        | true
                    'StringNotEquals':{'aws:ResourceTag/env':['dev','prod']}          | aws:ResourceTag/env=prod  | false
                    'StringNotEquals':{'aws:ResourceTag/env':['dev','test']}          | aws:ResourceTag/env=prod  | true
                    'StringEqualsIgnoreCase':{'aws:ResourceTag/env':'PROD'}           | aws:ResourceTag/env=prod  | true
                    'StringEqualsIgnoreCase':{'aws:ResourceTag/env':'PROD'}           | aws:ResourceTag/env=prd   | false
                    'StringEqualsIgnoreCase':{'aws:ResourceTag/env':'P*'}             | aws:ResourceTag/env=prod  | false
                    'StringNotEqualsIgnoreCase':{'aws:ResourceTag/env':'PROD'}        | aws:ResourceTag/env=prod  | false
                    'StringNotEqualsIgnoreCase':{'aws:ResourceTag/env':'PROD'}        | aws:ResourceTag/env=dev   | true
                    'StringNotEqualsIgnoreCase':{'aws:ResourceTag/env':'PROD'}        | ``                        | true
                    'StringLike':{'aws:UserAgent':'aws-cli/*'}                        | aws:UserAgent=aws-cli/2.0 | true
                    'StringLike':{'aws:UserAgent':'aws-cli/*'}                        | aws:UserAgent=AWS-CLI/2.0 | false
                    'StringLike':{'aws:UserAgent':'aws-cli/?.0'}                      | aws:UserAgent=aws-cli/2.0 | true
                    'StringLike':{'aws:UserAgent':'*'}                                | ``                        | false
                    'StringNotLike':{'aws:UserAgent':'aws-cli/*'}                     | aws:UserAgent=curl        | true
                    'StringNotLike':{'aws:UserAgent':'aws-cli/*'}                     | aws:UserAgent=aws-cli/2.0 | false
                    'StringNotLike':{'aws:UserAgent':'aws-cli/*'}                     | ``                        | true
                    'StringEqualsIfExists':{'aws:ResourceTag/env':'prod'}             | ``                        | true
                    'StringEqualsIfExists':{'aws:ResourceTag/env':'prod'}             | aws:ResourceTag/env=dev   | false
                    'StringEqualsIfExists':{'aws:ResourceTag/env':'prod'}             | aws:ResourceTag/env=prod  | true
                    'StringNotEqualsIfExists':{'aws:ResourceTag/env':'prod'}          | ``                        | true
                    'StringNotEqualsIfExists':{'aws:ResourceTag/env':'prod'}          | aws:ResourceTag/env=prod  | false
                    """)
    void texts(String condition, String context, boolean holds) {
        assertThat(holds(condition, context)).isEqualTo(holds);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', emptyValue = "", textBlock = """
                    'ArnEquals':{'x:arn':'arn:aws:iam::1:role/a'}                | x:arn=arn:aws:iam::1:role/a     | true
                    'ArnEquals':{'x:arn':'arn:aws:iam::1:role/*'}                | x:arn=arn:aws:iam::1:role/p/a   | true
                    'ArnEquals':{'x:arn':'arn:aws:iam::1:role/a'}                | x:arn=arn:aws:iam::1:role/A     | false
                    'ArnEquals':{'x:arn':'arn:aws:iam::1:role/a'}                | ``                              | false
                    'ArnLike':{'x:arn':'arn:aws:iam::*:role/a'}                  | x:arn=arn:aws:iam::1:role/a     | true
                    'ArnLike':{'x:arn':'arn:aws:*:role/a'}                       | x:arn=arn:aws:iam::1:role/a     | false
                    'ArnLike':{'x:arn':'arn:aws:iam::?:role/a'}                  | x:arn=arn:aws:iam::12:role/a    | false
                    'ArnLike':{'x:arn':'arn:aws:iam::1:role/a'}                  | x:arn=nonsense                  | false
                    'ArnNotEquals':{'x:arn':'arn:aws:iam::1:role/a'}             | x:arn=arn:aws:iam::1:role/b     | true
                    'ArnNotEquals':{'x:arn':'arn:aws:iam::1:role/*'}             | x:arn=arn:aws:iam::1:role/b     | false
                    'ArnNotEquals':{'x:arn':'arn:aws:iam::1:role/a'}             | ``                              | true
                    'ArnNotLike':{'x:arn':'arn:aws:iam::1:role/*'}               | x:arn=arn:aws:iam::1:role/b     | false
                    'ArnNotLike':{'x:arn':'arn:aws:iam::1:role/*'}               | x:arn=arn:aws:iam::2:role/b     | true
                    'ArnLikeIfExists':{'x:arn':'arn:aws:iam::1:role/*'}          | ``                              | true
                    """)
    void arns(String condition, String context, boolean holds) {
        assertThat(holds(condition, context)).isEqualTo(holds);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', emptyValue = "", textBlock = """
                    'NumericEquals':{'x:n':'10'}                                 | x:n=10     | true
                    'NumericEquals':{'x:n':10}                                   | x:n=10.0   | true
                    'NumericEquals':{'x:n':'10'}                                 | x:n=11     | false
                    'NumericEquals':{'x:n':'10'}                                 | x:n=ten    | false
                    'NumericEquals':{'x:n':'10'}                                 | ``         | false
                    'NumericEquals':{'x:n':['9','10']}                           | x:n=10     | true
                    'NumericEquals':{'x:n':1.5}                                  | x:n=1.50   | true
                    'NumericNotEquals':{'x:n':'10'}                              | x:n=11     | true
                    'NumericNotEquals':{'x:n':'10'}                              | x:n=10     | false
                    'NumericNotEquals':{'x:n':'10'}                              | ``         | true
                    'NumericLessThan':{'x:n':'10'}                               | x:n=9.99   | true
                    'NumericLessThan':{'x:n':'10'}                               | x:n=10     | false
                    'NumericLessThan':{'x:n':'10'}                               | x:n=11     | false
                    'NumericLessThan':{'x:n':'10'}                               | x:n=-1     | true
                    'NumericLessThanEquals':{'x:n':'10'}                         | x:n=10     | true
                    'NumericLessThanEquals':{'x:n':'10'}                         | x:n=9      | true
                    'NumericLessThanEquals':{'x:n':'10'}                         | x:n=11     | false
                    'NumericGreaterThan':{'x:n':'10'}                            | x:n=11     | true
                    'NumericGreaterThan':{'x:n':'10'}                            | x:n=10     | false
                    'NumericGreaterThan':{'x:n':'10'}                            | x:n=9      | false
                    'NumericGreaterThanEquals':{'x:n':'10'}                      | x:n=10     | true
                    'NumericGreaterThanEquals':{'x:n':'10'}                      | x:n=11     | true
                    'NumericGreaterThanEquals':{'x:n':'10'}                      | x:n=9      | false
                    'NumericGreaterThanEqualsIfExists':{'x:n':'10'}              | ``         | true
                    'NumericEquals':{'x:n':'10'}                                 | x:n=10000000000000000000000000000000000000000 | false
                    'NumericEquals':{'x:n':'1e39'}                               | x:n=1000000000000000000000000000000000000000 | true
                    'DateEquals':{'x:d':'2026-01-02T03:04:05Z'}                  | x:d=2026-01-02T03:04:05Z  | true
                    'DateEquals':{'x:d':'2026-01-02T03:04:05Z'}                  | x:d=2026-01-02T04:04:05+01:00 | true
                    'DateEquals':{'x:d':'2026-01-02T03:04:05Z'}                  | x:d=1767323045            | true
                    'DateEquals':{'x:d':'1767323045'}                            | x:d=2026-01-02T03:04:05Z  | true
                    'DateEquals':{'x:d':1767323045}                              | x:d=2026-01-02T03:04:05.000Z | true
                    'DateEquals':{'x:d':'2026-01-02'}                            | x:d=2026-01-02T00:00:00Z  | true
                    'DateEquals':{'x:d':'2026-01-02T03:04Z'}                     | x:d=2026-01-02T03:04:00Z  | true
                    'DateEquals':{'x:d':'2026-01-02'}                            | x:d=today                 | false
                    'DateEquals':{'x:d':'-1'}                                    | x:d=1969-12-31T23:59:59Z  | true
                    'DateNotEquals':{'x:d':'2026-01-02'}                         | x:d=2026-01-02T00:00:00Z  | false
                    'DateNotEquals':{'x:d':'2026-01-02'}                         | x:d=2026-01-03T00:00:00Z  | true
                    'DateNotEquals':{'x:d':'2026-01-02'}                         | ``                        | true
                    'DateLessThan':{'x:d':'2026-01-02'}                          | x:d=2026-01-01T23:59:59Z  | true
                    'DateLessThan':{'x:d':'2026-01-02'}                          | x:d=2026-01-02            | false
                    'DateLessThanEquals':{'x:d':'2026-01-02'}                    | x:d=2026-01-02            | true
                    'DateLessThanEquals':{'x:d':'2026-01-02'}                    | x:d=2026-01-03            | false
                    'DateGreaterThan':{'x:d':'2026-01-02'}                       | x:d=2026-01-03            | true
                    'DateGreaterThan':{'x:d':'2026-01-02'}                       | x:d=2026-01-02            | false
                    'DateGreaterThanEquals':{'x:d':'2026-01-02'}                 | x:d=2026-01-02            | true
                    'DateGreaterThanEquals':{'x:d':'2026-01-02'}                 | x:d=2026-01-01            | false
                    """)
    void numbersAndDates(String condition, String context, boolean holds) {
        assertThat(holds(condition, context)).isEqualTo(holds);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', emptyValue = "", textBlock = """
                    'Bool':{'aws:SecureTransport':'true'}                  | aws:SecureTransport=true    | true
                    'Bool':{'aws:SecureTransport':true}                    | aws:SecureTransport=true    | true
                    'Bool':{'aws:SecureTransport':'TRUE'}                  | aws:SecureTransport=true    | true
                    'Bool':{'aws:SecureTransport':'true'}                  | aws:SecureTransport=false   | false
                    'Bool':{'aws:SecureTransport':'false'}                 | aws:SecureTransport=false   | true
                    'Bool':{'aws:SecureTransport':'false'}                 | ``                          | false
                    'BoolIfExists':{'aws:MultiFactorAuthPresent':'true'}   | ``                          | true
                    'BoolIfExists':{'aws:MultiFactorAuthPresent':'true'}   | aws:MultiFactorAuthPresent=false | false
                    'BinaryEquals':{'x:key':'QmluYXJ5'}                    | x:key=QmluYXJ5              | true
                    'BinaryEquals':{'x:key':'QmluYXJ5'}                    | x:key=qmluYXJ5              | false
                    'Null':{'aws:SourceVpce':'true'}                       | ``                          | true
                    'Null':{'aws:SourceVpce':'true'}                       | aws:SourceVpce=private      | false
                    'Null':{'aws:SourceVpce':'false'}                      | aws:SourceVpce=private      | true
                    'Null':{'aws:SourceVpce':false}                        | ``                          | false
                    'Null':{'aws:SourceVpce':['true','false']}             | ``                          | true
                    'Null':{'aws:SourceVpce':['true','false']}             | aws:SourceVpce=private      | true
                    'IpAddress':{'aws:SourceIp':'203.0.113.0/24'}          | aws:SourceIp=203.0.113.255  | true
                    'IpAddress':{'aws:SourceIp':'203.0.113.0/24'}          | aws:SourceIp=203.0.114.0    | false
                    'IpAddress':{'aws:SourceIp':'203.0.113.77/24'}         | aws:SourceIp=203.0.113.1    | true
                    'IpAddress':{'aws:SourceIp':'203.0.113.7'}             | aws:SourceIp=203.0.113.7    | true
                    'IpAddress':{'aws:SourceIp':'203.0.113.7'}             | aws:SourceIp=203.0.113.6    | false
                    'IpAddress':{'aws:SourceIp':'0.0.0.0/0'}               | aws:SourceIp=198.51.100.1   | true
                    'IpAddress':{'aws:SourceIp':'0.0.0.0/0'}               | aws:SourceIp=2001:db8::1    | false
                    'IpAddress':{'aws:SourceIp':'::/0'}                    | aws:SourceIp=198.51.100.1   | false
                    'IpAddress':{'aws:SourceIp':'::/0'}                    | aws:SourceIp=2001:db8::1    | true
                    'IpAddress':{'aws:SourceIp':'10.0.0.0/8'}              | aws:SourceIp=::ffff:10.1.2.3 | true
                    'IpAddress':{'aws:SourceIp':'::ffff:10.0.0.0/104'}     | aws:SourceIp=10.1.2.3       | true
                    'IpAddress':{'aws:SourceIp':'2001:db8::/32'}           | aws:SourceIp=2001:DB8:0:0::1 | true
                    'IpAddress':{'aws:SourceIp':'2001:db8::/32'}           | aws:SourceIp=2001:db9::1    | false
                    'IpAddress':{'aws:SourceIp':'2001:db8::1:0/112'}       | aws:SourceIp=2001:db8::1:ffff | true
                    'IpAddress':{'aws:SourceIp':'2001:db8::1:0/112'}       | aws:SourceIp=2001:db8::2:0  | false
                    'IpAddress':{'aws:SourceIp':'10.0.0.0/8'}              | aws:SourceIp=localhost      | false
                    'IpAddress':{'aws:SourceIp':'10.0.0.0/8'}              | ``                          | false
                    'IpAddress':{'aws:SourceIp':['10.0.0.0/8','192.0.2.0/24']} | aws:SourceIp=192.0.2.9  | true
                    'NotIpAddress':{'aws:SourceIp':'10.0.0.0/8'}           | aws:SourceIp=10.1.2.3       | false
                    'NotIpAddress':{'aws:SourceIp':'10.0.0.0/8'}           | aws:SourceIp=11.1.2.3       | true
                    'NotIpAddress':{'aws:SourceIp':['10.0.0.0/8','11.0.0.0/8']} | aws:SourceIp=11.1.2.3  | false
                    'NotIpAddress':{'aws:SourceIp':'10.0.0.0/8'}           | ``                          | true
                    """)
    void booleansPresenceAndAddresses(String condition, String context, boolean holds) {
        assertThat(holds(condition, context)).isEqualTo(holds);
    }

    /**
     * Conditions on several values.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html">Multivalued
     *     keys</a>
     */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', emptyValue = "", textBlock = """
                    'ForAllValues:StringEquals':{'aws:TagKeys':['env','team']}         | aws:TagKeys=env          | true
                    'ForAllValues:StringEquals':{'aws:TagKeys':['env','team']}         | aws:TagKeys=env,team     | true
                    'ForAllValues:StringEquals':{'aws:TagKeys':['env','team']}         | aws:TagKeys=env,cost     | false
                    'ForAllValues:StringEquals':{'aws:TagKeys':['env','team']}         | ``                       | true
                    'ForAllValues:StringNotEquals':{'aws:TagKeys':['env','team']}      | aws:TagKeys=cost,owner   | true
                    'ForAllValues:StringNotEquals':{'aws:TagKeys':['env','team']}      | aws:TagKeys=cost,env     | false
                    'ForAllValues:StringNotEquals':{'aws:TagKeys':['env','team']}      | ``                       | true
                    'ForAllValues:StringLikeIfExists':{'aws:TagKeys':'e*'}             | ``                       | true
                    'ForAnyValue:StringEquals':{'aws:TagKeys':['env','team']}          | aws:TagKeys=env,cost     | true
                    'ForAnyValue:StringEquals':{'aws:TagKeys':['env','team']}          | aws:TagKeys=cost         | false
                    'ForAnyValue:StringEquals':{'aws:TagKeys':['env','team']}          | ``                       | false
                    'ForAnyValue:StringLike':{'aws:TagKeys':'e*'}                      | aws:TagKeys=cost,env     | true
                    'ForAnyValue:StringNotEquals':{'aws:TagKeys':['env','team']}       | aws:TagKeys=env,cost     | true
                    'ForAnyValue:StringNotEquals':{'aws:TagKeys':['env','team']}       | aws:TagKeys=env,team     | false
                    'ForAnyValue:StringNotEquals':{'aws:TagKeys':['env','team']}       | ``                       | false
                    'ForAnyValue:StringEqualsIfExists':{'aws:TagKeys':'env'}           | ``                       | true
                    'ForAnyValue:StringEqualsIfExists':{'aws:TagKeys':'env'}           | aws:TagKeys=cost         | false
                    'StringEquals':{'aws:TagKeys':'env'}                               | aws:TagKeys=cost,env     | true
                    'StringEquals':{'aws:TagKeys':'env'}                               | aws:TagKeys=cost,owner   | false
                    'StringNotEquals':{'aws:TagKeys':'env'}                            | aws:TagKeys=cost,env     | false
                    'StringNotEquals':{'aws:TagKeys':'env'}                            | aws:TagKeys=cost,owner   | true
                    'ForAllValues:NumericLessThan':{'x:n':'10'}                        | x:n=1,9                  | true
                    'ForAllValues:NumericLessThan':{'x:n':'10'}                        | x:n=1,10                 | false
                    'ForAnyValue:IpAddress':{'x:ip':'10.0.0.0/8'}                      | x:ip=192.0.2.1,10.0.0.1  | true
                    """)
    void severalValues(String condition, String context, boolean holds) {
        assertThat(holds(condition, context)).isEqualTo(holds);
    }

    /** What follows from the caller, the time and the resource, whatever the context says. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    # caller | condition
                    user    | 'StringEquals':{'aws:username':'ann','aws:userid':'AIDA12345678ANN0','aws:PrincipalType':'User'}
                    user    | 'ArnEquals':{'aws:PrincipalArn':'arn:aws:iam::000000000000:user/team/ann'}
                    user    | 'StringEquals':{'aws:PrincipalTag/Team':'red','aws:PrincipalTag/TEAM':'red'}
                    user    | 'Null':{'aws:PrincipalTag/Other':'true','aws:PrincipalTag':'true'}
                    user    | 'StringEquals':{'aws:PrincipalAccount':'000000000000','aws:ResourceAccount':'000000000000'}
                    user    | 'Bool':{'aws:PrincipalIsAWSService':'false','aws:ViaAWSService':'false'}
                    user    | 'DateEquals':{'aws:CurrentTime':'2026-01-02T03:04:05Z','aws:EpochTime':'1767323045'}
                    user    | 'NumericEquals':{'aws:EpochTime':'1767323045'}
                    user    | 'DateGreaterThan':{'aws:CurrentTime':'2026-01-02'},'DateLessThan':{'aws:CurrentTime':'2026-01-03'}
                    session | 'StringEquals':{'aws:userid':'AROA12345678ROLE:s1','aws:PrincipalType':'AssumedRole'}
                    session | 'ArnEquals':{'aws:PrincipalArn':'arn:aws:iam::000000000000:role/team/writer'}
                    session | 'StringEquals':{'aws:PrincipalTag/Team':'blue'}
                    session | 'Null':{'aws:username':'true'}
                    root    | 'StringEquals':{'aws:userid':'000000000000','aws:PrincipalType':'Account'}
                    root    | 'ArnEquals':{'aws:PrincipalArn':'arn:aws:iam::000000000000:root'}
                    root    | 'Null':{'aws:username':'true','aws:PrincipalTag/Team':'true'}
                    """)
    void whatEveryRequestHas(String caller, String condition) {
        String lies = "aws:username=eve; aws:userid=x; aws:PrincipalArn=x; aws:PrincipalTag/Team=x;"
                + " aws:CurrentTime=2000-01-01; aws:EpochTime=1; aws:PrincipalAccount=x; aws:ResourceAccount=x";
        AccessRequest request = Requests.with(Requests.caller(caller, Requests.HERE), lies);

        assertThat(Policies.allows(
                        Policies.identity("'Action':'*','Resource':'*','Condition':{" + condition + "}"), request))
                .isTrue();
    }

    @Test
    void theContextIsAskedForNothingThatNoStatementNeeds() {
        PolicyDocument policy = Policies.identity(
                "'Action':'kinesis:GetRecords','Resource':'*','Condition':{'StringEquals':{'aws:ResourceTag/a':'b'}}");
        AccessRequest request = new AccessRequest(
                Requests.caller("user", Requests.HERE),
                Requests.PUT,
                Requests.STREAM,
                Requests.HERE,
                Requests.NOW,
                key -> {
                    throw new AssertionError("asked for " + key);
                });

        assertThat(Policies.allows(policy, request)).isFalse();
    }

    @Test
    void tagsThatDifferInCaseAloneAreOneKeyOfSeveralValues() {
        ContextKey key = ContextKey.parse("aws:ResourceTag/env").orElseThrow();

        assertThat(key.among(Map.of("env", "a", "ENV", "b", "other", "c"))).containsExactlyInAnyOrder("a", "b");
    }

    /** What lets in must hold for each spelling, what keeps out for one of them. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    'StringEquals':{'aws:ResourceTag/env':'a'}              | env=a       | true  | true
                    'StringEquals':{'aws:ResourceTag/env':'a'}              | ENV=a       | true  | true
                    'StringEquals':{'aws:ResourceTag/env':'a'}              | env=a,ENV=b | false | true
                    'StringEquals':{'aws:ResourceTag/env':'b'}              | env=a,ENV=b | false | true
                    'StringEquals':{'aws:ResourceTag/env':'c'}              | env=a,ENV=b | false | false
                    'StringEquals':{'aws:ResourceTag/env':['a','b']}        | env=a,ENV=b | true  | true
                    'StringNotEquals':{'aws:ResourceTag/env':'a'}           | env=a,ENV=b | false | true
                    'StringNotEquals':{'aws:ResourceTag/env':'c'}           | env=a,ENV=b | true  | true
                    'ForAnyValue:StringEquals':{'aws:ResourceTag/env':'a'}  | env=a,ENV=b | false | true
                    'ForAllValues:StringEquals':{'aws:ResourceTag/env':'a'} | env=a,ENV=b | false | true
                    'StringEqualsIfExists':{'aws:ResourceTag/env':'a'}      | env=a,ENV=b | false | true
                    'Null':{'aws:ResourceTag/env':'false'}                  | env=a,ENV=b | true  | true
                    """)
    void noSpellingOfATagStandsInForAnother(String condition, String tags, boolean letsIn, boolean keepsOut) {
        Map<String, String> tagged = Arrays.stream(tags.split(","))
                .map(tag -> tag.split("="))
                .collect(Collectors.toMap(tag -> tag[0], tag -> tag[1]));
        AccessRequest request = new AccessRequest(
                Requests.caller("user", Requests.HERE),
                Requests.PUT,
                Requests.STREAM,
                Requests.HERE,
                Requests.NOW,
                key -> key.among(tagged));
        String members = "'Action':'*','Resource':'*','Condition':{" + condition + "}";

        assertThat(Policies.identity(members).matches(request, Effect.ALLOW)).isEqualTo(letsIn);
        assertThat(Policies.parsed(PolicyKind.IDENTITY, "{'Statement':{'Effect':'Deny'," + members + "}}")
                        .matches(request, Effect.DENY))
                .isEqualTo(keepsOut);
    }

    private static boolean holds(String condition, String context) {
        return Policies.allows(
                Policies.identity("'Action':'*','Resource':'*','Condition':{" + condition + "}"),
                Requests.with(Requests.caller("user", Requests.HERE), context));
    }
}
