package dev.millrace.gateway.streams;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.gateway.memory.RunningGateway;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InstallationCheckTest {
    @ParameterizedTest
    @CsvSource({
        "millrace.account-id=222222222222, 'account 000000000000, but MILLRACE_ACCOUNT_ID of this gateway is 222222222222.'",
        "millrace.region=eu-west-1, 'region us-east-1, but MILLRACE_REGION of this gateway is eu-west-1.'"
    })
    void aGatewayOfAnotherAccountOrRegionEndsWithATextThatSaysSo(String setting, String text, @TempDir Path files) {
        assertThatThrownBy(() -> new RunningGateway(files, setting))
                .hasStackTraceContaining("The metadata service serves " + text);
    }
}
