package dev.millrace.gateway.sts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.gateway.iam.QueryClient;
import dev.millrace.gateway.memory.RunningGateway;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code aws sts get-caller-identity} and the Kinesis Producer Library are told. */
class CallerIdentityTest {
    @TempDir
    private static Path directory;

    private static RunningGateway gateway;

    @BeforeAll
    static void start() throws IOException {
        gateway = new RunningGateway(directory);
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void aSignedCallerLearnsWhoItIs() {
        HttpResponse<String> answer = ask("Action=GetCallerIdentity&Version=2011-06-15", RunningGateway.SECRET_KEY);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("text/xml");
        assertThat(answer.body())
                .contains("<Arn>arn:aws:iam::000000000000:root</Arn>")
                .contains("<Account>000000000000</Account>")
                .contains("<RequestId>"
                        + answer.headers().firstValue("x-amzn-RequestId").orElseThrow() + "</RequestId>");
    }

    @Test
    void aWrongSecretIsRefusedUnderTheQueryProtocolsName() {
        HttpResponse<String> answer = ask("Action=GetCallerIdentity&Version=2011-06-15", "another secret");

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("<Code>SignatureDoesNotMatch</Code>").contains("<Type>Sender</Type>");
    }

    @Test
    void anUnknownActionIsNamedInTheErrorAndCannotBreakItsXml() {
        HttpResponse<String> answer = ask("Action=%3Cb%3E", RunningGateway.SECRET_KEY);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("<Code>InvalidAction</Code>").contains("&lt;b&gt;");
    }

    @Test
    void aFormThatIsSignedForKinesisIsNotTaken() {
        HttpResponse<String> answer = QueryClient.root(gateway).send("Action=GetCallerIdentity", "kinesis", Map.of());

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("UnknownOperationException");
    }

    private static HttpResponse<String> ask(String form, String secret) {
        return new QueryClient(gateway, RunningGateway.ACCESS_KEY, secret).sts(form);
    }
}
