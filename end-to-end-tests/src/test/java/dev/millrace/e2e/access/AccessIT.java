package dev.millrace.e2e.access;

import static dev.millrace.e2e.access.Call.DESCRIBE_PAYMENTS;
import static dev.millrace.e2e.access.Call.LIST_STREAMS;
import static dev.millrace.e2e.access.Call.PUT_ORDER;
import static dev.millrace.e2e.access.Call.PUT_PAYMENT;
import static dev.millrace.e2e.access.Call.READ_ORDERS;
import static dev.millrace.e2e.access.Call.SUBSCRIBE_TO_ORDERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.e2e.access.Call.Subjects;
import dev.millrace.e2e.stack.Access;
import dev.millrace.e2e.stack.SharedStack;
import dev.millrace.e2e.stack.StackProcess;
import dev.millrace.e2e.workload.Clients;
import dev.millrace.e2e.workload.QueryCalls;
import dev.millrace.e2e.workload.Sessions;
import dev.millrace.e2e.workload.TestConsumers;
import dev.millrace.e2e.workload.TestStreams;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;

/** Who may do what: each caller exactly what its policies say, and the same in every face. */
@ExtendWith(SharedStack.class)
class AccessIT {
    private static final String HERE = "\"Condition\": {\"IpAddress\": {\"aws:SourceIp\": \"127.0.0.0/8\"},"
            + " \"DateGreaterThan\": {\"aws:CurrentTime\": \"2020-01-01T00:00:00Z\"},"
            + " \"DateLessThan\": {\"aws:CurrentTime\": \"2099-01-01T00:00:00Z\"}}";
    private static final String ELSEWHERE = "\"Condition\": {\"IpAddress\": {\"aws:SourceIp\": \"10.1.0.0/16\"}}";
    private static final String LONG_AGO =
            "\"Condition\": {\"DateLessThan\": {\"aws:CurrentTime\": \"2020-01-01T00:00:00Z\"}}";
    private static final String ENCRYPTED = "\"Condition\": {\"Bool\": {\"aws:SecureTransport\": \"true\"}}";

    private final String run = UUID.randomUUID().toString().substring(0, 8);
    private final String orders = "orders-" + run;
    private final String payments = "payments-" + run;
    private final List<Visitor> visitors = new ArrayList<>();
    private Access access;
    private KinesisClient root;
    private QueryCalls iam;
    private Subjects subjects;

    @BeforeEach
    void open(StackProcess stack) {
        access = stack.access();
        iam = new QueryCalls(access, access.credentials().resolveCredentials());
        root = Clients.APACHE_CBOR.open(access);
        TestStreams.create(root, orders, 1);
        TestStreams.create(root, payments, 1);
        subjects = new Subjects(orders, payments, TestConsumers.register(root, orders, Subjects.CONSUMER));
    }

    @AfterEach
    void close() {
        visitors.forEach(Visitor::close);
        for (String stream : List.of(orders, payments)) {
            root.deleteStream(request -> request.streamName(stream).enforceConsumerDeletion(true));
        }
        root.close();
    }

    @Test
    void eachUserMayDoExactlyWhatItsPoliciesAllow() throws Exception {
        String onOrders = "\"Resource\": \"arn:aws:kinesis:*:*:stream/orders-*\"";
        String everything = "\"Effect\": \"Allow\", \"Action\": \"kinesis:*\", \"Resource\": \"*\"";
        Map<String, Set<Call>> expected = new TreeMap<>(Map.of(
                "producer", EnumSet.of(PUT_ORDER),
                "member", EnumSet.of(READ_ORDERS, SUBSCRIBE_TO_ORDERS),
                "admin-here", EnumSet.allOf(Call.class),
                "admin-elsewhere", EnumSet.noneOf(Call.class),
                "admin-long-ago", EnumSet.noneOf(Call.class),
                "admin-encrypted", EnumSet.noneOf(Call.class),
                "careful", EnumSet.complementOf(EnumSet.of(PUT_PAYMENT, DESCRIBE_PAYMENTS)),
                "bounded", EnumSet.of(LIST_STREAMS),
                "nobody", EnumSet.noneOf(Call.class)));
        Map<String, Visitor> users = new TreeMap<>();
        users.put(
                "producer",
                user("producer", "{\"Effect\": \"Allow\", \"Action\": \"kinesis:PutRecord*\", " + onOrders + "}"));
        users.put(
                "member",
                memberOfGroup("{\"Effect\": \"Allow\", \"Action\": [\"kinesis:Get*\", \"kinesis:SubscribeToShard\"], "
                        + onOrders + "}"));
        users.put("admin-here", user("admin-here", "{" + everything + ", " + HERE + "}"));
        users.put("admin-elsewhere", user("admin-elsewhere", "{" + everything + ", " + ELSEWHERE + "}"));
        users.put("admin-long-ago", user("admin-long-ago", "{" + everything + ", " + LONG_AGO + "}"));
        users.put("admin-encrypted", user("admin-encrypted", "{" + everything + ", " + ENCRYPTED + "}"));
        users.put(
                "careful",
                user(
                        "careful",
                        "{" + everything + "}, {\"Effect\": \"Deny\", \"Action\": \"*\","
                                + " \"Resource\": \"arn:aws:kinesis:*:*:stream/payments-*\"}"));
        users.put("bounded", bounded("{" + everything + "}"));
        users.put("nobody", user("nobody", null));

        assertThat(whatEachMay(users)).isEqualTo(bothFaces(expected));
    }

    @Test
    void tagsOfTheStreamDecideWhereAPolicyAsksForThem() throws Exception {
        root.addTagsToStream(request -> request.streamName(orders).tags(Map.of("team", "shop")));
        Visitor shop = user(
                "shop",
                "{\"Effect\": \"Allow\", \"Action\": \"kinesis:Put*\", \"Resource\": \"*\", \"Condition\":"
                        + " {\"StringEquals\": {\"aws:ResourceTag/team\": \"shop\"}}}");

        assertThat(whatEachMay(Map.of("shop", shop))).isEqualTo(bothFaces(Map.of("shop", EnumSet.of(PUT_ORDER))));
    }

    @Test
    void aRoleOfAnotherAccountMayDoWhatItsOwnPoliciesAndTheStreamsAllow() throws Exception {
        AwsCredentials administrator = administratorOfTheOtherAccount();
        QueryCalls theirs = new QueryCalls(access, administrator);
        String trust = """
                {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole",
                  "Principal": {"AWS": "arn:aws:iam::%s:root"}}]}
                """.formatted(SharedStack.OTHER_ACCOUNT);
        String roleArn = roleOf(theirs, "writer-" + run, trust);
        Visitor writer = visit(assume(administrator, roleArn));

        assertThat(whatEachMay(Map.of("writer", writer)))
                .isEqualTo(bothFaces(Map.of("writer", EnumSet.noneOf(Call.class))));

        root.putResourcePolicy(request -> request.resourceARN(subjects.arn(orders))
                .policy(policy("{\"Effect\": \"Allow\", \"Action\": \"kinesis:PutRecord\","
                        + " \"Principal\": {\"AWS\": \"" + roleArn + "\"}, \"Resource\": \""
                        + subjects.arn(orders) + "\"}")));

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(whatEachMay(Map.of("writer", writer)))
                        .isEqualTo(bothFaces(Map.of("writer", EnumSet.of(PUT_ORDER)))));
    }

    @Test
    void aSessionMayDoNoMoreThanItsOwnPolicy() throws Exception {
        AwsCredentials own = keyOf(
                "keeper", "{\"Effect\": \"Allow\", \"Action\": [\"kinesis:*\", \"sts:*\"]," + " \"Resource\": \"*\"}");
        String role = "anything-" + run;
        String trust = """
                {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole",
                  "Principal": {"AWS": "arn:aws:iam::000000000000:user/keeper-%s"}}]}
                """.formatted(run);
        String roleArn = roleOf(iam, role, trust);
        try (StsClient sts = Sessions.sts(access, own)) {
            String limit = policy("{\"Effect\": \"Allow\", \"Action\": \"kinesis:List*\", \"Resource\": \"*\"}");
            Credentials session = sts.assumeRole(request ->
                            request.roleArn(roleArn).roleSessionName("limited").policy(limit))
                    .credentials();

            assertThat(whatEachMay(Map.of("session", visit(Sessions.toSession(session)))))
                    .isEqualTo(bothFaces(Map.of("session", EnumSet.of(LIST_STREAMS))));
        }
    }

    /** Each caller's allowed calls, once by the AWS face and once by the others. */
    private Map<String, Set<Call>> whatEachMay(Map<String, Visitor> callers) {
        Map<String, Set<Call>> allowed = new TreeMap<>();
        callers.forEach((name, visitor) -> {
            Set<Call> bySdk = EnumSet.noneOf(Call.class);
            Set<Call> byHttp = EnumSet.noneOf(Call.class);
            for (Call call : Call.values()) {
                if (visitor.mayBySdk(call, subjects)) {
                    bySdk.add(call);
                }
                if (visitor.mayByHttp(call, subjects)) {
                    byHttp.add(call);
                }
            }
            allowed.put(name + " by SDK", bySdk);
            allowed.put(name + " by HTTP", byHttp);
        });
        return allowed;
    }

    private static Map<String, Set<Call>> bothFaces(Map<String, Set<Call>> expected) {
        Map<String, Set<Call>> both = new TreeMap<>();
        expected.forEach((name, calls) -> {
            both.put(name + " by SDK", calls);
            both.put(name + " by HTTP", calls);
        });
        return both;
    }

    private Visitor user(String name, @Nullable String statements) throws Exception {
        return visit(keyOf(name, statements));
    }

    private AwsCredentials keyOf(String name, @Nullable String statements) throws Exception {
        String user = name + "-" + run;
        iam.done("CreateUser", "UserName", user);
        if (statements != null) {
            iam.done("PutUserPolicy", "UserName", user, "PolicyName", "own", "PolicyDocument", policy(statements));
        }
        QueryCalls.Answer key = iam.done("CreateAccessKey", "UserName", user);
        return AwsBasicCredentials.create(key.element("AccessKeyId"), key.element("SecretAccessKey"));
    }

    private Visitor memberOfGroup(String statements) throws Exception {
        String group = "readers-" + run;
        iam.done("CreateGroup", "GroupName", group);
        iam.done("PutGroupPolicy", "GroupName", group, "PolicyName", "read", "PolicyDocument", policy(statements));
        AwsCredentials key = keyOf("member", null);
        iam.done("AddUserToGroup", "GroupName", group, "UserName", "member-" + run);
        return visit(key);
    }

    private Visitor bounded(String statements) throws Exception {
        AwsCredentials key = keyOf("bounded", statements);
        String document = policy("{\"Effect\": \"Allow\", \"Action\": \"kinesis:List*\", \"Resource\": \"*\"}");
        String boundary = iam.done("CreatePolicy", "PolicyName", "boundary-" + run, "PolicyDocument", document)
                .element("Arn");
        iam.done("PutUserPermissionsBoundary", "UserName", "bounded-" + run, "PermissionsBoundary", boundary);
        return visit(key);
    }

    private AwsCredentials administratorOfTheOtherAccount() throws Exception {
        AwsCredentials organizer =
                keyOf("organizer", "{\"Effect\": \"Allow\", \"Action\": \"sts:AssumeRole\", \"Resource\": \"*\"}");
        return assume(organizer, "arn:aws:iam::" + SharedStack.OTHER_ACCOUNT + ":role/OrganizationAccountAccessRole");
    }

    private AwsCredentials assume(AwsCredentials by, String roleArn) {
        try (StsClient sts = Sessions.sts(access, by)) {
            return Sessions.toSession(
                    sts.assumeRole(request -> request.roleArn(roleArn).roleSessionName("test"))
                            .credentials());
        }
    }

    /** A role that may do everything with streams, as far as its account is concerned. */
    private static String roleOf(QueryCalls iam, String name, String trust) throws Exception {
        String arn = iam.done("CreateRole", "RoleName", name, "AssumeRolePolicyDocument", trust)
                .element("Arn");
        String document = policy("{\"Effect\": \"Allow\", \"Action\": \"kinesis:*\", \"Resource\": \"*\"}");
        iam.done("PutRolePolicy", "RoleName", name, "PolicyName", "streams", "PolicyDocument", document);
        return arn;
    }

    private static String policy(String statements) {
        return "{\"Version\": \"2012-10-17\", \"Statement\": [" + statements + "]}";
    }

    private Visitor visit(AwsCredentials credentials) {
        Visitor visitor = new Visitor(access, credentials);
        visitors.add(visitor);
        return visitor;
    }
}
