package dev.millrace.metadata;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** The metadata service: streams and shards of an account, for the other services of the cluster. */
@SpringBootApplication
public class MetadataApplication {
    public static void main(String[] arguments) {
        new SpringApplicationBuilder(MetadataApplication.class)
                // Each service has a file of its own, so that all of them can be on one class path.
                .properties("spring.config.name=metadata-service")
                .run(arguments);
    }
}
