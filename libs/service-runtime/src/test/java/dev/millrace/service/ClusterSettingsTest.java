package dev.millrace.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class ClusterSettingsTest {
    private static final Map<String, String> COMPLETE = Map.of(
            "millrace.account-id", "123456789012",
            "millrace.region", "eu-central-1",
            "millrace.cluster-secret", "a secret of this cluster");

    private static ClusterSettings bound(Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings))
                .bind("millrace", ClusterSettings.class)
                .get();
    }

    @Test
    void theSecretIsInNoText() {
        assertThat(bound(COMPLETE)).hasToString("ClusterSettings[accountId=123456789012, region=eu-central-1]");
    }

    @ParameterizedTest
    @CsvSource({
        "millrace.account-id, MILLRACE_ACCOUNT_ID",
        "millrace.region, MILLRACE_REGION",
        "millrace.cluster-secret, MILLRACE_CLUSTER_SECRET"
    })
    void whatIsMissingIsNamed(String setting, String variable) {
        Map<String, String> settings = new HashMap<>(COMPLETE);
        settings.remove(setting);
        assertThatThrownBy(() -> bound(settings)).rootCause().hasMessageContaining(variable);

        settings.put(setting, "");
        assertThatThrownBy(() -> bound(settings)).rootCause().hasMessageContaining(variable);
    }
}
