/** The reference server: the contract's routes over the reference behaviour, on Javalin. */
package org.trackerapi.server;
