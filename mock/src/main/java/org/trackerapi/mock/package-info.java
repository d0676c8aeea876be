/** The simulator: WireMock that serves the contract, and what only a simulator has. */
package org.trackerapi.mock;
