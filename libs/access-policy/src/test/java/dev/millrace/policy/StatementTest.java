package dev.millrace.policy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which actions, resources and principals a statement is about. */
class StatementTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    # statement                                       | action              | matches
                    'Action':'kinesis:PutRecord'                      | kinesis:PutRecord   | true
                    'Action':'KINESIS:putrecord'                      | kinesis:PutRecord   | true
                    'Action':'kinesis:PutRecord'                      | kinesis:PutRecords  | false
                    'Action':'kinesis:PutRecords'                     | kinesis:PutRecord   | false
                    'Action':'kinesis:Put*'                           | kinesis:PutRecords  | true
                    'Action':'kinesis:put*'                           | kinesis:PutRecords  | true
                    'Action':'kinesis:PutRecord?'                     | kinesis:PutRecords  | true
                    'Action':'kinesis:PutRecord?'                     | kinesis:PutRecord   | false
                    'Action':'kinesis:*Stream*'                       | kinesis:DescribeStreamSummary | true
                    'Action':'kinesis:*Stream*'                       | kinesis:GetRecords  | false
                    'Action':'kinesis:*'                              | kinesis:GetRecords  | true
                    'Action':'kinesis:*'                              | kms:Decrypt         | false
                    'Action':'*'                                      | kms:Decrypt         | true
                    'Action':'*:*'                                    | kms:Decrypt         | true
                    'Action':['kms:Decrypt','kinesis:Get*']           | kinesis:GetRecords  | true
                    'Action':['kms:Decrypt','kinesis:Get*']           | kinesis:PutRecord   | false
                    'NotAction':'kinesis:Delete*'                     | kinesis:PutRecord   | true
                    'NotAction':'kinesis:Delete*'                     | kinesis:DeleteStream | false
                    'NotAction':['iam:*','sts:*']                     | kinesis:PutRecord   | true
                    'NotAction':['iam:*','sts:*']                     | sts:AssumeRole      | false
                    'NotAction':'*'                                   | kinesis:PutRecord   | false
                    """)
    void actions(String members, String action, boolean matches) {
        assertThat(Policies.allows(
                        Policies.identity(members + ",'Resource':'*'"), Requests.of(action, Requests.STREAM)))
                .isEqualTo(matches);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    # statement                                                   | resource                                 | matches
                    'Resource':'*'                                                | arn:aws:kinesis:us-east-1:0:stream/a     | true
                    'Resource':'*'                                                | *                                        | true
                    'Resource':'arn:aws:kinesis:us-east-1:0:stream/*'             | *                                        | false
                    'Resource':'arn:aws:kinesis:us-east-1:0:stream/a'             | arn:aws:kinesis:us-east-1:0:stream/a     | true
                    'Resource':'arn:aws:kinesis:us-east-1:0:stream/a'             | arn:aws:kinesis:us-east-1:0:stream/A     | false
                    'Resource':'arn:aws:kinesis:us-east-1:0:stream/a'             | arn:aws:kinesis:us-east-1:0:stream/ab    | false
                    'Resource':'arn:aws:kinesis:us-east-1:0:stream/orders-*'      | arn:aws:kinesis:us-east-1:0:stream/orders-eu | true
                    'Resource':'arn:aws:kinesis:us-east-1:0:stream/orders-*'      | arn:aws:kinesis:us-east-1:0:stream/orders | false
                    'Resource':'arn:aws:kinesis:us-east-1:0:stream/orders-??'     | arn:aws:kinesis:us-east-1:0:stream/orders-eu | true
                    'Resource':'arn:aws:kinesis:us-east-1:0:stream/a'             | arn:aws:kinesis:us-east-1:0:stream/a/consumer/c:1 | false
                    'Resource':'arn:aws:kinesis:us-east-1:0:stream/a/*'           | arn:aws:kinesis:us-east-1:0:stream/a/consumer/c:1 | true
                    'Resource':'arn:aws:kinesis:us-east-1:0:stream/a/consumer/c:*' | arn:aws:kinesis:us-east-1:0:stream/a/consumer/c:1 | true
                    'Resource':'arn:aws:kinesis:us-east-1:0:*/consumer/c:1'       | arn:aws:kinesis:us-east-1:0:stream/a/consumer/c:1 | true
                    'Resource':'arn:aws:kinesis:*:0:stream/a'                     | arn:aws:kinesis:eu-west-1:0:stream/a     | true
                    'Resource':'arn:aws:kinesis:*:*:stream/a'                     | arn:aws:kinesis:eu-west-1:1:stream/a     | true
                    'Resource':'arn:aws:kinesis:*:stream/a'                       | arn:aws:kinesis:eu-west-1:0:stream/a     | false
                    'Resource':'arn:aws:kinesis:*'                                | arn:aws:kinesis:eu-west-1:0:stream/a     | true
                    'Resource':'arn:aws:kinesis:eu-*'                             | arn:aws:kinesis:eu-west-1:0:stream/a     | true
                    'Resource':'arn:aws:kms:*'                                    | arn:aws:kinesis:eu-west-1:0:stream/a     | false
                    'Resource':['arn:aws:kms:*','arn:aws:kinesis:*']              | arn:aws:kinesis:eu-west-1:0:stream/a     | true
                    'NotResource':'arn:aws:kinesis:*:*:stream/secret-*'           | arn:aws:kinesis:eu-west-1:0:stream/a     | true
                    'NotResource':'arn:aws:kinesis:*:*:stream/secret-*'           | arn:aws:kinesis:eu-west-1:0:stream/secret-a | false
                    'NotResource':'arn:aws:kinesis:*:*:stream/secret-*'           | *                                        | true
                    'NotResource':['arn:aws:kms:*','arn:aws:kinesis:*']           | arn:aws:kinesis:eu-west-1:0:stream/a     | false
                    """)
    void resources(String members, String resource, boolean matches) {
        assertThat(Policies.allows(Policies.identity("'Action':'*'," + members), Requests.of(Requests.PUT, resource)))
                .isEqualTo(matches);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    # effect, principal                                                          | user    | session | root
                    Allow | 'Principal':'*'                                                      | CALLER  | CALLER  | CALLER
                    Allow | 'Principal':{'AWS':'*'}                                              | CALLER  | CALLER  | CALLER
                    Allow | 'Principal':{'AWS':'000000000000'}                                   | ACCOUNT | ACCOUNT | CALLER
                    Allow | 'Principal':{'AWS':'arn:aws:iam::000000000000:root'}                 | ACCOUNT | ACCOUNT | CALLER
                    Allow | 'Principal':{'AWS':'111122223333'}                                   | NONE    | NONE    | NONE
                    Allow | 'Principal':{'AWS':'arn:aws:iam::000000000000:user/team/ann'}        | CALLER  | NONE    | NONE
                    Allow | 'Principal':{'AWS':'arn:aws:iam::000000000000:user/ann'}             | NONE    | NONE    | NONE
                    Allow | 'Principal':{'AWS':'AIDA12345678ANN0'}                               | CALLER  | NONE    | NONE
                    Allow | 'Principal':{'AWS':'arn:aws:iam::000000000000:role/team/writer'}     | NONE    | ROLE    | NONE
                    Allow | 'Principal':{'AWS':'AROA12345678ROLE'}                               | NONE    | ROLE    | NONE
                    Allow | 'Principal':{'AWS':'arn:aws:sts::000000000000:assumed-role/writer/s1'} | NONE  | CALLER  | NONE
                    Allow | 'Principal':{'AWS':'arn:aws:sts::000000000000:assumed-role/writer/s2'} | NONE  | NONE    | NONE
                    Allow | 'Principal':{'AWS':['111122223333','arn:aws:iam::000000000000:user/team/ann']} | CALLER | NONE | NONE
                    Allow | 'Principal':{'AWS':['000000000000','arn:aws:iam::000000000000:role/team/writer']} | ACCOUNT | ROLE | CALLER
                    Allow | 'Principal':{'Service':'firehose.amazonaws.com'}                     | NONE    | NONE    | NONE
                    Allow | 'Principal':{'Federated':'cognito-identity.amazonaws.com','AWS':'000000000000'} | ACCOUNT | ACCOUNT | CALLER
                    Allow | 'Principal':{'CanonicalUser':'79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be'} | NONE | NONE | NONE
                    Deny  | 'NotPrincipal':{'AWS':['000000000000','arn:aws:iam::000000000000:user/team/ann']} | NONE | CALLER | NONE
                    Deny  | 'NotPrincipal':{'AWS':'arn:aws:iam::000000000000:user/team/ann'}     | CALLER  | CALLER  | CALLER
                    Deny  | 'NotPrincipal':{'AWS':'000000000000'}                                | CALLER  | CALLER  | NONE
                    Deny  | 'NotPrincipal':{'AWS':['000000000000','arn:aws:iam::000000000000:role/team/writer']} | CALLER | CALLER | NONE
                    Deny  | 'NotPrincipal':{'AWS':['000000000000','arn:aws:sts::000000000000:assumed-role/writer/s1']} | CALLER | CALLER | NONE
                    Deny  | 'NotPrincipal':{'AWS':['arn:aws:iam::000000000000:role/team/writer','arn:aws:sts::000000000000:assumed-role/writer/s1']} | CALLER | CALLER | CALLER
                    Deny  | 'NotPrincipal':{'AWS':['000000000000','arn:aws:iam::000000000000:role/team/writer','arn:aws:sts::000000000000:assumed-role/writer/s1']} | CALLER | NONE | NONE
                    Deny  | 'NotPrincipal':{'Service':'firehose.amazonaws.com'}                  | CALLER  | CALLER  | CALLER
                    Deny  | 'NotPrincipal':'*'                                                   | NONE    | NONE    | NONE
                    Allow | 'NotPrincipal':'*'                                                   | NONE    | NONE    | NONE
                    Allow | 'NotPrincipal':{'AWS':'111122223333'}                                | CALLER  | CALLER  | CALLER
                    Allow | 'NotPrincipal':{'AWS':'000000000000'}                                | NONE    | NONE    | NONE
                    Allow | 'NotPrincipal':{'AWS':'arn:aws:iam::000000000000:user/team/ann'}     | NONE    | CALLER  | CALLER
                    Allow | 'NotPrincipal':{'AWS':'arn:aws:iam::000000000000:role/team/writer'}  | CALLER  | NONE    | CALLER
                    """)
    void principals(String effect, String principal, PrincipalMatch user, PrincipalMatch session, PrincipalMatch root) {
        Statement statement = Policies.resource(effect, principal).statements().get(0);

        assertThat(statement.match(Requests.by(Requests.caller("user", Requests.HERE))))
                .isEqualTo(user);
        assertThat(statement.match(Requests.by(Requests.caller("session", Requests.HERE))))
                .isEqualTo(session);
        assertThat(statement.match(Requests.by(Requests.caller("root", Requests.HERE))))
                .isEqualTo(root);
    }
}
