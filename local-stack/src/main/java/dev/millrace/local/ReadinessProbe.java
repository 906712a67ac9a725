package dev.millrace.local;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;

/** Asks a service's Actuator, as an orchestrator would. */
final class ReadinessProbe {
    private static final int TIMEOUT_MILLIS = 2_000;

    private final URI readiness;

    ReadinessProbe(int managementPort) {
        this.readiness = URI.create("http://127.0.0.1:" + managementPort + "/actuator/health/readiness");
    }

    boolean ready() {
        try {
            HttpURLConnection connection = (HttpURLConnection) readiness.toURL().openConnection();
            connection.setConnectTimeout(TIMEOUT_MILLIS);
            connection.setReadTimeout(TIMEOUT_MILLIS);
            try {
                return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
            } finally {
                connection.disconnect();
            }
        } catch (IOException e) {
            return false;
        }
    }
}
