package dev.millrace.consumers;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** The consumer registry: who consumes a stream by enhanced fan-out, and who is subscribed to which shard. */
@SpringBootApplication
public class ConsumerRegistryApplication {
    public static void main(String[] arguments) {
        new SpringApplicationBuilder(ConsumerRegistryApplication.class)
                // Each service has a file of its own, so that all of them can be on one class path.
                .properties("spring.config.name=consumer-registry-service")
                .run(arguments);
    }
}
