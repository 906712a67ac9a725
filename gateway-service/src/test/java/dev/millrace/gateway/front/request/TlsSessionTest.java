package dev.millrace.gateway.front.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.tls.TlsPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TlsSessionTest {
    @ParameterizedTest
    @CsvSource({
        "TLS_AES_128_GCM_SHA256, TLS_AES_128_GCM_SHA256",
        "TLS_CHACHA20_POLY1305_SHA256, TLS_CHACHA20_POLY1305_SHA256",
        "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, ECDHE-ECDSA-AES128-GCM-SHA256",
        "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384, ECDHE-RSA-AES256-GCM-SHA384",
        "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256, ECDHE-RSA-CHACHA20-POLY1305"
    })
    void suitesHaveTheNamesThatCloudTrailGivesThem(String standard, String told) {
        assertThat(TlsSession.nameOf(standard)).isEqualTo(told);
    }

    @Test
    void noTwoSuitesThatAreSpokenHaveTheSameName() {
        assertThat(TlsPolicy.CIPHERS.stream().map(TlsSession::nameOf)).doesNotHaveDuplicates();
    }
}
