/** The contract as data: the OpenAPI document, the error catalogue and the fixture fleet. */
package org.trackerapi.spec;
