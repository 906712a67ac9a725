package dev.millrace.gateway.front.listener;

import java.util.Optional;

/** A listener with what meets its connections. */
record ListenerSetup(Listener listener, Optional<ListenerTls> tls, ConnectionFilter connections) {}
