package dev.millrace.shard;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** The shard service: owns shards, keeps their logs, serves appends and reads to the other services. */
@SpringBootApplication
public class ShardApplication {
    public static void main(String[] arguments) {
        new SpringApplicationBuilder(ShardApplication.class)
                // Each service has a file of its own, so that all of them can be on one class path.
                .properties("spring.config.name=shard-service")
                .run(arguments);
    }
}
