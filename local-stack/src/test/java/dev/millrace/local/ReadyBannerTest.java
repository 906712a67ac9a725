package dev.millrace.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ReadyBannerTest {
    @Test
    void generatedCredentialsAreNamedByTheirFile() {
        LocalStackSettings settings = LocalStackSettings.from(Map.of("MILLRACE_DATA", "/tmp/it's here"));

        assertThat(new ReadyBanner(settings).exports()).isEqualTo("""
                        unset AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN
                        export AWS_SHARED_CREDENTIALS_FILE='/tmp/it'\\''s here/credentials' AWS_PROFILE=default
                        export AWS_REGION=us-east-1 AWS_DEFAULT_REGION=us-east-1
                        export AWS_ENDPOINT_URL_KINESIS=http://127.0.0.1:4567
                        export AWS_ENDPOINT_URL_IAM=http://127.0.0.1:4567 AWS_ENDPOINT_URL_STS=http://127.0.0.1:4567
                        export AWS_ENDPOINT_URL_KMS=http://127.0.0.1:4567
                        export AWS_ENDPOINT_URL_CLOUDTRAIL=http://127.0.0.1:4567
                        """);
    }

    @Test
    void givenCredentialsAreNeverPrinted() {
        LocalStackSettings settings = LocalStackSettings.from(
                Map.of("MILLRACE_ROOT_ACCESS_KEY_ID", "ID", "MILLRACE_ROOT_SECRET_ACCESS_KEY", "hidden"));

        assertThat(new ReadyBanner(settings).text())
                .doesNotContain("hidden")
                .contains("export AWS_SECRET_ACCESS_KEY=\"$MILLRACE_ROOT_SECRET_ACCESS_KEY\"");
    }
}
