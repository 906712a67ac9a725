package dev.millrace.cassandra.embedded;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;

/**
 * Asks a node for the options of its native protocol, the one request that needs no session. An open port is not enough:
 * the socket listens a little before requests are served.
 */
final class CqlProbe {

    private static final int CONNECT_TIMEOUT_MILLIS = 500;
    private static final int ANSWER_TIMEOUT_MILLIS = 2_000;

    /** Protocol version 4, no flags, stream 0, OPTIONS, no body. */
    private static final byte[] OPTIONS = {0x04, 0x00, 0x00, 0x00, 0x05, 0x00, 0x00, 0x00, 0x00};

    private static final int SUPPORTED = 0x06;

    private final InetSocketAddress address;

    CqlProbe(InetSocketAddress address) {
        this.address = address;
    }

    boolean answers() {
        try (Socket socket = new Socket()) {
            socket.setSoTimeout(ANSWER_TIMEOUT_MILLIS);
            socket.connect(address, CONNECT_TIMEOUT_MILLIS);
            socket.getOutputStream().write(OPTIONS);
            DataInputStream answer = new DataInputStream(socket.getInputStream());
            answer.skipNBytes(4);
            return answer.readUnsignedByte() == SUPPORTED;
        } catch (IOException e) {
            return false;
        }
    }
}
