package dev.millrace.local;

import java.util.List;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * One of the services as it is run here.
 *
 * @param name also that of its configuration file
 * @param application the class that its own {@code main} starts as well
 * @param arguments its properties, as they would stand on the command line
 * @param managementPort where its health is asked
 */
record LocalService(String name, Class<?> application, List<String> arguments, int managementPort) {
    /** Returns when its context is up, which for most of them needs Cassandra. */
    ConfigurableApplicationContext run() {
        return new SpringApplicationBuilder(application)
                .properties("spring.config.name=" + name)
                // The stack stops the services itself, in an order.
                .registerShutdownHook(false)
                .run(arguments.toArray(String[]::new));
    }

    /** Without the properties, which hold secrets. */
    @Override
    public String toString() {
        return name;
    }
}
