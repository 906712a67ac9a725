package dev.millrace.gateway;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** The gateway: the one service that clients reach. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class GatewayApplication {
    /** Starts the service with the settings of {@code gateway-service.yml}. */
    public static void main(String[] args) {
        System.setProperty("spring.config.name", "gateway-service");
        SpringApplication.run(GatewayApplication.class, args);
    }
}
