package dev.millrace.service;

import dev.millrace.internal.rpc.ServiceTlsSettings;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** How services call each other. */
@ConfigurationProperties("millrace.internal")
public record InternalSettings(ServiceTlsSettings tls) {}
