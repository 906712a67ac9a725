package dev.millrace.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What is said of a service that does not start. */
class InterruptedStartTest {
    @Test
    void ofOneThatWasInterruptedNothingIsSaid() {
        assertThat(saidOf(Interrupted.class)).doesNotContain("\tat ");
    }

    @Test
    void ofAnyOtherThereIsAStackTrace() {
        assertThat(saidOf(Broken.class)).contains("it is broken").contains("\tat ");
    }

    private static String saidOf(Class<?> service) {
        PrintStream console = System.out;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
        try {
            assertThatThrownBy(() -> new SpringApplicationBuilder(service)
                            .web(WebApplicationType.NONE)
                            .run())
                    .isInstanceOf(RuntimeException.class);
        } finally {
            System.setOut(console);
        }
        return said.toString(StandardCharsets.UTF_8);
    }

    @Configuration(proxyBeanMethods = false)
    static class Interrupted {
        @Bean
        Object session() throws InterruptedException {
            throw new InterruptedException();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Broken {
        @Bean
        Object session() {
            throw new IllegalStateException("it is broken");
        }
    }
}
