package dev.millrace.e2e.stack;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;

/** A service that runs in a process of its own, and tells on its management port when it is ready. */
public record ServiceProcess(ChildProcess process, InetSocketAddress management) {
    private static final Duration START_PATIENCE = Duration.ofMinutes(6);

    /** Fails when it is not by then, or ends. */
    public void awaitReady() {
        process.await("ready", START_PATIENCE, this::isReady);
    }

    private boolean isReady() {
        try {
            HttpURLConnection connection = (HttpURLConnection)
                    URI.create("http://" + management.getAddress().getHostAddress() + ":" + management.getPort()
                                    + "/actuator/health/readiness")
                            .toURL()
                            .openConnection();
            connection.setConnectTimeout(5000);
            connection.setReadTimeout(5000);
            try {
                return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
            } finally {
                connection.disconnect();
            }
        } catch (IOException e) {
            // Not listening yet.
            return false;
        }
    }
}
